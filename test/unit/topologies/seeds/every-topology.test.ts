import { TOPOLOGIES } from '../../../../lib/topologies';
import { objectsOf, type TopologyObjects } from '../../../support/topology-objects';

const SYSTEM = ['istio-system', 'istio-cni', 'ztunnel'];

describe.each(Object.keys(TOPOLOGIES))('%s', topology => {
  let objects: TopologyObjects;
  beforeAll(async () => {
    objects = await objectsOf(topology);
  });

  test('has every app and gateway namespace in the mesh by its label, but those that say none', () => {
    const modes = objects.named('Namespace').map(name => [name, objects.labels(name)['istio.io/dataplane-mode']]);
    const others = modes.filter(([name, mode]) => !SYSTEM.includes(name as string) && mode !== 'ambient');
    expect(others).toEqual(topology === 'shared-gateway' ? [['legacy-app', 'none']] : []);
  });

  test('lets nothing but mTLS reach pods in the mesh', () => {
    expect(objects.one('PeerAuthentication', 'istio-system/default').spec.mtls).toEqual({ mode: 'STRICT' });
    expect(objects.named('PeerAuthentication')).toHaveLength(1);
  });

  test('puts no sidecar anywhere: no webhook that changes pods, no label that asks for one', () => {
    expect(objects.named('MutatingWebhookConfiguration')).toEqual([]);
    const labels = objects.all.flatMap(({ metadata }) => Object.keys(metadata.labels ?? {}));
    expect(labels.filter(label => /^(istio-injection|sidecar\.istio\.io)/.test(label))).toEqual([]);
    const pods = objects.all.filter(({ kind }) => kind === 'Deployment').map(({ spec }) => spec.template.spec);
    expect(pods.filter(({ containers, initContainers = [] }) => containers.length + initContainers.length > 1)).toEqual(
      [],
    );
    expect(pods).not.toEqual([]);
  });

  test('brings a control plane, node agents and what makes gateways of Gateways', () => {
    const kinds = ['Istio', 'IstioCNI', 'ZTunnel', 'HelmRelease', 'Deployment', 'DaemonSet'];
    const made = kinds.flatMap(kind => objects.named(kind).map(name => `${kind} ${name}`));
    const own = [
      'Deployment istio-system/istiod',
      'DaemonSet istio-system/istio-cni-node',
      'DaemonSet istio-system/ztunnel',
    ];
    const byFlux = ['istio-base', 'istio-cni', 'istiod', 'ztunnel'].map(name => `HelmRelease flux-system/${name}`);
    const bySail = ['Istio default', 'IstioCNI default', 'ZTunnel default'];
    const expected = topology === 'shared-gateway' ? byFlux : topology === 'openshift-bookinfo' ? bySail : own;
    expect(made).toEqual(expect.arrayContaining(expected));
    expect(objects.named('Gateway')).not.toEqual([]);
  });
});
