import type { KubeObject } from '../../../../lib/core/object-index';
import { CHECKS } from '../../../../scripts/bootstrap/verify/checks';
import { components } from '../../../../scripts/bootstrap/verify/checks/components';
import { membership } from '../../../../scripts/bootstrap/verify/checks/membership';
import { sidecars } from '../../../../scripts/bootstrap/verify/checks/sidecars';
import { signing } from '../../../../scripts/bootstrap/verify/checks/signing';
import { workloads } from '../../../../scripts/bootstrap/verify/checks/workloads';
import { parseZtunnelDump } from '../../../../scripts/bootstrap/verify/mesh/ztunnel-dump';
import { readable, verifyContext } from '../../../support/verify/context';
import { AMBIENT, member, namespace, recorded, seen, ztunnel } from '../../../support/verify/members';

const dump = parseZtunnelDump(recorded('ztunnel-dump.json'));
const MARK = { annotations: { 'ambient.istio.io/redirection': 'enabled' } };

describe('membership', () => {
  it('holds where the namespace is labelled and its pods are redirected', async () => {
    expect(await seen(membership, [namespace('app', AMBIENT)], [member('app', 'page-1', { metadata: MARK })])).toEqual([
      'holds Namespace app: carries istio.io/dataplane-mode=ambient',
      'holds Pod app/page-1: ambient.istio.io/redirection is enabled',
    ]);
  });

  it('fails where the label is gone, or istio-cni has not seen a pod', async () => {
    expect(await seen(membership, [namespace('app', {})], [member('app', 'page-1')])).toEqual([
      'FAILS Namespace app: istio.io/dataplane-mode is not set',
      'FAILS Pod app/page-1: ambient.istio.io/redirection is not set',
    ]);
  });

  it('leaves alone pods that stay out by a label of their own', async () => {
    const out = member('app', 'gateway-1', { metadata: { labels: { 'istio.io/dataplane-mode': 'none' } } });
    expect(await seen(membership, [namespace('app', AMBIENT)], [out])).toHaveLength(1);
  });
});

describe('workloads, in the dump of a real ztunnel', () => {
  const ztunnelDump = async () => dump;
  const sleep = member('default', 'sleep-7656cf8794-lxcmx', { ip: '10.244.2.58' });
  const httpbin = member('httpbin', 'httpbin-65975d4c6f-jr69n', { ip: '10.244.1.10' });

  it('hold for pods that it knows as HBONE', async () => {
    expect(await seen(workloads, [namespace('default', AMBIENT)], [sleep], { ztunnelDump })).toEqual([
      'holds Pod istio-system/ztunnel-n5bg2: knows all 1 pods as HBONE',
    ]);
  });

  it('fail for pods that it knows as TCP, at another address, or not at all', async () => {
    const moved = member('default', 'details-v1-698d88b-krdw7', { ip: '10.244.9.9' });
    const spaces = [namespace('default', AMBIENT), namespace('httpbin', AMBIENT)];
    const objects = spaces.map(({ metadata }) => namespace(metadata.name, AMBIENT));
    const pods = [sleep, httpbin, moved, member('default', 'new-1'), ztunnel];
    const [outcome] = await workloads.run(verifyContext({ objects, live: { pods }, mesh: { ztunnelDump } }));
    expect(outcome).toMatchObject({ ok: false, found: '3 of 4 pods are not known as HBONE' });
    expect(outcome.details).toEqual([
      'Pod httpbin/httpbin-65975d4c6f-jr69n: TCP',
      'Pod default/details-v1-698d88b-krdw7: known at 10.244.2.55, is at 10.244.9.9',
      'Pod default/new-1: not known',
    ]);
  });

  it('are read from a list as well as from the map of older releases', () => {
    const { workloads: map } = JSON.parse(recorded('ztunnel-dump.json'));
    expect(parseZtunnelDump(JSON.stringify({ workloads: Object.values(map) })).workloads).toEqual(dump.workloads);
  });
});

describe('signing, in the dump of a real ztunnel', () => {
  const ztunnelDump = async () => dump;
  const space = [namespace('istio-system', AMBIENT)];
  const outcomeFor = async (account: string) => {
    const out = { labels: { app: 'ztunnel', 'istio.io/dataplane-mode': 'none' } };
    const server = { ...ztunnel, metadata: { ...ztunnel.metadata, ...out } };
    const pods = [member('istio-system', 'pod-1', { node: 'ambient-worker2', account }), server];
    return (await signing.run(verifyContext({ objects: space, live: { pods }, mesh: { ztunnelDump } })))[0];
  };

  it('holds for an identity whose certificate is there', async () => {
    expect(await outcomeFor('istiod')).toMatchObject({ ok: true, found: 'holds certificates for 1 identities' });
  });

  it.each([
    ['another-sa', 'Unavailable: the identity is no longer needed'],
    ['ztunnel', 'Initializing'],
    ['nobody', 'no certificate'],
  ])('fails for identity %s', async (account, why) => {
    const { ok, details } = await outcomeFor(account);
    expect({ ok, details }).toEqual({
      ok: false,
      details: [`spiffe://cluster.local/ns/istio-system/sa/${account}: ${why}`],
    });
  });
});

describe('sidecars', () => {
  it('holds where no pod has one', async () => {
    expect(await seen(sidecars, [namespace('app', AMBIENT)], [member('app', 'page-1')])).toEqual([
      'holds the mesh: 1 pods, no sidecar',
    ]);
  });

  it('fails for a pod with one, and for a namespace that asks for some', async () => {
    const old = member('app', 'page-1', { containers: [{ name: 'page' }, { name: 'istio-proxy' }] });
    expect(await seen(sidecars, [namespace('app', { ...AMBIENT, 'istio-injection': 'enabled' })], [old])).toEqual([
      'FAILS Namespace app: carries istio-injection',
      'FAILS Pod app/page-1: carries a container istio-proxy',
    ]);
  });
});

describe('components of a mesh that an operator installs', () => {
  const sail = (kind: string, status?: string): KubeObject => ({
    apiVersion: 'sailoperator.io/v1',
    kind,
    metadata: { name: 'default' },
    spec: {},
    ...(status && { status: { conditions: [{ type: 'Ready', status, reason: 'ReconcileError' }] } }),
  });
  const workload = (kind: string, name: string, label: string, status: object) => ({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: 'istio-system' },
    spec: { template: { metadata: { labels: { [label]: name } } } },
    status,
  });
  const everywhere = { desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2 };
  const objects = [sail('Istio'), sail('ZTunnel')];
  const deployments = [
    workload('Deployment', 'istiod', 'app', { updatedReplicas: 1, replicas: 1, availableReplicas: 1 }),
  ];
  const ztunnels = workload('DaemonSet', 'ztunnel', 'app', everywhere);
  const look = async (istio: string, daemonsets: readonly object[]) => {
    const resources = {
      'istios.sailoperator.io': [sail('Istio', istio)],
      'ztunnels.sailoperator.io': [sail('ZTunnel', 'True')],
    };
    return readable(await components.run(verifyContext({ objects, live: { ...resources, deployments, daemonsets } })));
  };

  it('hold where its resources are Ready and what they stand for is rolled out', async () => {
    expect(await look('True', [ztunnels, workload('DaemonSet', 'istio-cni-node', 'k8s-app', everywhere)])).toEqual([
      'holds Istio default: is Ready',
      'holds ZTunnel default: is Ready',
      'holds Deployment istio-system/istiod: is rolled out',
      'holds DaemonSet istio-system/istio-cni-node: is rolled out',
      'holds DaemonSet istio-system/ztunnel: is rolled out',
    ]);
  });

  it('fail where one is not Ready, not there, or not on every node', async () => {
    const partly = { ...ztunnels, status: { ...everywhere, numberAvailable: 1 } };
    expect((await look('False', [partly])).filter(line => line.startsWith('FAILS'))).toEqual([
      'FAILS Istio default: Ready is False (ReconcileError)',
      'FAILS istio-cni-node: is not installed',
      'FAILS DaemonSet istio-system/ztunnel: ready on 1 of 2 nodes',
    ]);
  });
});

test('every check has an id of its own and says what must hold', () => {
  expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  expect(CHECKS).toHaveLength(20);
});
