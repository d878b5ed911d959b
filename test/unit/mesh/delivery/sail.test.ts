import { SailDelivery, type SailDeliveryProps } from '../../../../lib/mesh/delivery/sail';
import { type AmbientMeshProps, resolveMesh } from '../../../../lib/mesh/spec';
import { findingsOf } from '../../../support/findings';
import { only, synthesize, toYaml } from '../../../support/synthesize';

type Options = Omit<SailDeliveryProps, 'mesh'>;
const withMesh = (props: AmbientMeshProps) => resolveMesh({ version: '1.30.3', ...props });
const deliver = (props: AmbientMeshProps = {}, options: Options = {}) =>
  synthesize(chart => new SailDelivery(chart, 'Sail', { mesh: withMesh(props), ...options }));

test('a mesh is an Istio, an IstioCNI and a ZTunnel', () => {
  expect(toYaml(deliver())).toMatchSnapshot();
});

test('values are nested by component', () => {
  const props: AmbientMeshProps = {
    platform: 'openshift',
    ztunnel: { namespace: 'ztunnel', logLevel: 'debug', env: { A: '1' } },
    cni: { cniBinDir: '/bin', excludeNamespaces: ['kube-system', 'ci'], logLevel: 'debug' },
    istiod: { replicaCount: 2, autoscaleEnabled: false, env: { B: '2' } },
    meshConfig: { discoverySelectors: [{ matchLabels: { 'istio-discovery': 'enabled' } }] },
  };
  expect(toYaml(deliver(props))).toMatchSnapshot();
});

test('a revision names the Istio, and tags point at it', () => {
  const objects = deliver({ revision: 'blue', revisionTags: ['prod', 'default'] });
  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'IstioCNI default',
    'Istio blue',
    'ZTunnel default',
    'IstioRevisionTag prod',
    'IstioRevisionTag default',
  ]);
  expect(objects[3].spec.targetRef).toEqual({ kind: 'Istio', name: 'blue' });
  expect(only(objects, 'ZTunnel').spec).toMatchObject({ values: { ztunnel: { revision: 'blue' } } });
  expect(only(objects, 'ZTunnel').spec.targetRef).toBeUndefined();
});

describe('each prop shows', () => {
  test('updateStrategy, updateWorkloads, inactiveRevisionDeletionGracePeriodSeconds', () => {
    const options: Options = {
      updateStrategy: 'RevisionBased',
      updateWorkloads: true,
      inactiveRevisionDeletionGracePeriodSeconds: 600,
    };
    const objects = deliver({}, options);
    expect(only(objects, 'Istio').spec.updateStrategy).toEqual({
      type: 'RevisionBased',
      updateWorkloads: true,
      inactiveRevisionDeletionGracePeriodSeconds: 600,
    });
    expect(only(objects, 'ZTunnel').spec.targetRef).toEqual({ kind: 'Istio', name: 'default' });
  });

  test('subscription', () => {
    expect(only(deliver({}, { subscription: { channel: 'stable-1.30' } }), 'Subscription')).toMatchObject({
      metadata: { name: 'sailoperator', namespace: 'openshift-operators' },
      spec: { name: 'sailoperator', channel: 'stable-1.30' },
    });
  });
});

test('fails for a version that Sail does not have yet', () => {
  expect(
    findingsOf(chart => new SailDelivery(chart, 'Sail', { mesh: resolveMesh({ version: '1.31.1' }) })),
  ).toMatchInlineSnapshot(`
1 error

error AMB186 at mesh/Sail
  found version 1.31.1
  expected a version that Sail 1.30.3 installs, of which 1.30.3 is the newest
  cure: set version to 1.30.3, or choose another delivery
`);
});
