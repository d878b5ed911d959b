import { SYSTEM } from '../../../../scripts/bootstrap/apply-set/apply-set';
import { removeSystem } from '../../../../scripts/bootstrap/down/cluster-objects';
import { down } from '../../../../scripts/bootstrap/down/down';
import { leaveMesh } from '../../../../scripts/bootstrap/down/leave-mesh';
import type { LiveObject } from '../../../../scripts/bootstrap/kubectl/live-object';
import type { PlannedGateway } from '../../../../scripts/bootstrap/plan/gateways';
import type { Session } from '../../../../scripts/bootstrap/session';
import { waitForProxies } from '../../../../scripts/bootstrap/wait/gateways';
import { LAB, list, thrown } from '../../../support/bootstrap/thrown';

const GATEWAY = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'web', namespace: 'edge' },
  spec: { gatewayClassName: 'istio' },
} as LiveObject;

test('a wait for the proxies of gateways ends with what istiod has not made', async () => {
  const gateway = { name: 'web', namespace: 'edge', object: GATEWAY } as PlannedGateway;
  const wait = (session: Session) => waitForProxies(session, [gateway]);
  expect(await thrown({ [`${LAB} get deployments`]: list() }, wait)).toMatchInlineSnapshot(`

error AMB941: Gateway edge/web is not ready after 0 s: istiod has made no Deployment for it
  cure: look at the pods that it names and at the log of istiod, then run the same command again

`);
});

describe('down fails', () => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'theirs' } };

  it('for a kind cluster of somebody else', async () => {
    const answers = { 'kind get clusters': 'ambient\n' };
    const options = { context: undefined, crds: false };
    const work = (session: Session) => down(session, { ...session.options, ...options });
    expect(await thrown(answers, work)).toMatchInlineSnapshot(`

error AMB917: kind cluster ambient is there, and up did not make it
  cure: kind delete cluster --name ambient, if you mean it

`);
  });

  it('for namespaces of somebody else in the mesh', async () => {
    expect(await thrown({ [`${LAB} get namespaces`]: list(namespace) }, leaveMesh)).toMatchInlineSnapshot(`

error AMB950: namespace theirs is in the mesh, and up did not put it there; without the mesh its traffic would stop
  cure: kubectl label namespace theirs istio.io/dataplane-mode-

`);
  });

  it('where pods do not leave the mesh', async () => {
    const answers = { [`${LAB} get namespaces`]: list(), [`${LAB} get pods`]: 'shop/web-1\n' };
    expect(await thrown(answers, leaveMesh)).toMatchInlineSnapshot(`

error AMB941: Pod shop/web-1 is not out of the mesh after 0 s: it carries ambient.istio.io/redirection still
  cure: look at the log of istio-cni on its node; where istio-cni is gone, delete the pod, and run down again

`);
  });

  it('where proxies do not go', async () => {
    const proxy = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web-istio', namespace: 'edge', labels: { 'gateway.networking.k8s.io/gateway-name': 'web' } },
    };
    const kinds = { 'applyset.kubernetes.io/contains-group-kinds': 'Gateway.gateway.networking.k8s.io' };
    const answers = {
      [`${LAB} get configmap`]: JSON.stringify({ metadata: { name: SYSTEM.name, annotations: kinds } }),
      [`${LAB} get Gateway`]: list(GATEWAY),
      [`${LAB} delete`]: '',
      [`${LAB} get deployments,services`]: list(proxy),
    };
    expect(await thrown(answers, removeSystem)).toMatchInlineSnapshot(`

error AMB941: Deployment edge/web-istio is not gone after 0 s: it is still there
  cure: see whether kube-controller-manager runs, then run down again

`);
  });
});
