import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddOn } from '../../../../scripts/bootstrap/add-ons/add-on';
import { manifestOf } from '../../../../scripts/bootstrap/add-ons/manifest';
import { Pins } from '../../../../scripts/bootstrap/add-ons/pins';
import { SYSTEM } from '../../../../scripts/bootstrap/apply-set/apply-set';
import { removeSystem } from '../../../../scripts/bootstrap/down/cluster-objects';
import { down } from '../../../../scripts/bootstrap/down/down';
import { leaveMesh } from '../../../../scripts/bootstrap/down/leave-mesh';
import { deleteCluster, ensureCluster, findCluster } from '../../../../scripts/bootstrap/kind/cluster';
import type { LiveObject } from '../../../../scripts/bootstrap/kubectl/live-object';
import { kindPool } from '../../../../scripts/bootstrap/load-balancer/pool';
import type { PlannedGateway } from '../../../../scripts/bootstrap/plan/gateways';
import type { Session } from '../../../../scripts/bootstrap/session';
import { makeAuthority } from '../../../../scripts/bootstrap/tls/openssl';
import { verify } from '../../../../scripts/bootstrap/verify/verify';
import { waitForProxies } from '../../../../scripts/bootstrap/wait/gateways';
import { type Answer, answering } from '../../../support/bootstrap/answers';
import { testSession } from '../../../support/bootstrap/session';
import { temporaryFolder } from '../../../support/folders';
import { faultsOf } from '../../../support/verify/context';

const folder = temporaryFolder();

/** A session of its own: what one run notes is nothing to the next. */
const sessionWith = (answers: Readonly<Record<string, Answer>>): Session =>
  testSession({ state: mkdtempSync(join(folder, 'run-')), run: answering(answers).run, options: { timeout: 0 } })
    .session;

/** What is thrown where programs answer so. */
async function thrown(answers: Readonly<Record<string, Answer>>, work: (session: Session) => Promise<unknown>) {
  const message = await work(sessionWith(answers)).then(
    () => 'nothing is thrown',
    (error: Error) => error.message,
  );
  return `\n${message}\n`;
}

const BAD = { code: 1, stderr: 'no space left on device\n' };
const LAB = 'kubectl --context lab';
const list = (...items: readonly object[]) => JSON.stringify({ kind: 'List', items });

describe('kind fails', () => {
  const options = { image: 'kindest/node:v1.36.1', workers: 0, ports: [] };

  it.each<[string, (session: Session) => Promise<unknown>]>([
    ['to say which clusters there are', findCluster],
    ['to make one', session => ensureCluster(session, 'absent', options)],
    ['to delete one', deleteCluster],
    ['to tell kubectl of one', session => ensureCluster(session, 'ours', options)],
  ])('%s', async (_, work) => {
    expect(await thrown({ kind: BAD, 'kubectl config get-contexts': { code: 1 } }, work)).toMatchSnapshot();
  });

  it('to have a network that addresses can be taken from', async () => {
    const pool = (session: Session) => kindPool(session, 'docker');
    const sixth = JSON.stringify([{ IPAM: { Config: [{ Subnet: 'fc00:f853:ccd:e793::/64' }] } }]);
    expect(await thrown({ docker: BAD }, pool)).toMatchInlineSnapshot(`

error AMB932: docker network inspect kind failed: no space left on device
  cure: set METALLB_POOL yourself

`);
    expect(await thrown({ docker: sixth }, pool)).toMatchInlineSnapshot(`

error AMB932: the kind network has no IPv4 subnet
  cure: set METALLB_POOL yourself

`);
  });
});

describe('an add-on that is a chart fails', () => {
  const addOn: AddOn = {
    name: 'sail',
    version: 'v1.0.0',
    source: { type: 'chart', repository: 'https://charts.example.com', chart: 'sail' },
    namespace: 'sail',
    isNeeded: () => true,
    definition: 'sails.example.com',
  };
  const lock = join(folder, 'lock.json');
  const render = (session: Session) =>
    manifestOf(addOn, { session, pins: new Pins(lock, session.report), read: jest.fn(), offline: false });

  it('without helm, and where helm does not reach the repository', async () => {
    expect(await thrown({}, render)).toMatchInlineSnapshot(`

error AMB183: helm is not installed, and this add-on is published as a chart
  cure: install Helm 3

`);
    expect(await thrown({ helm: { code: 1, stderr: 'no such host\n' } }, render)).toMatchInlineSnapshot(`

error AMB934: helm pull failed: no such host
  cure: let this machine reach the repository

`);
  });

  it('where the published file is not the pinned one', () => {
    writeFileSync(lock, JSON.stringify({ addOns: { 'https://charts.example.com sail v1.0.0': 'abc' } }));
    expect(() =>
      new Pins(lock, sessionWith({}).report).check(addOn, Buffer.from('x')),
    ).toThrowErrorMatchingInlineSnapshot(`
https://charts.example.com sail v1.0.0 is not what crds.lock.json pins
  found     2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881
  expected  abc
cure: get the published file, or pin the found hash if the change is meant
`);
  });
});

test('a key fails without openssl', async () => {
  const missing = { openssl: { code: 127, stderr: 'openssl: not found' } };
  expect(await thrown(missing, ({ run }) => makeAuthority(run, folder, () => undefined))).toMatchInlineSnapshot(`

error AMB935: openssl ecparam failed: openssl: not found
  cure: install OpenSSL 1.1.1 or later

`);
});

test('a call of kubectl fails with all that it complained of', async () => {
  const complaint = { code: 1, stderr: 'Error from server (Forbidden): pods is forbidden\nand more\n' };
  const list = ({ kubectl }: Session) => kubectl.get(['pods']);
  expect(await thrown({ [LAB]: complaint }, list)).toMatchInlineSnapshot(`

error AMB940: kubectl get failed:
    Error from server (Forbidden): pods is forbidden
    and more
  cure: mend what it names and run the same command again; what is done already stays

`);
  expect(await thrown({ [LAB]: { code: 3 } }, list)).toMatchInlineSnapshot(`

error AMB940: kubectl get failed:
    exit code 3
  cure: mend what it names and run the same command again; what is done already stays

`);
});

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

test('verify fails for a check that there is none of, and names those that there are', async () => {
  const work = (session: Session) =>
    verify(session, { ...session.options, only: ['foo'], skip: [''], topology: 'home-lab' });
  expect(await thrown({}, work)).toMatchInlineSnapshot(`

error AMB902: there is no check foo, ""
  cure: name some of: components, gateways, node-ports, routes, waypoints, discovery, membership, sidecars, sync, workloads, signing, sockets, reachable, routing, spread, sticky, certificates, passthrough, identities, plaintext

`);
});

test('a check of verify that cannot be made does not hold, and says why', async () => {
  const made = async (pods: Answer) => {
    const session = sessionWith({ [`${LAB} get pods`]: pods, kubectl: '' });
    const options = { ...session.options, only: ['membership'], skip: [], topology: 'intranet-internet' };
    return `\n${faultsOf((await verify(session, options)).checks.flatMap(({ outcomes }) => outcomes))}\n`;
  };
  expect(await made('no JSON')).toMatchInlineSnapshot(`

the check: could not be made: Unexpected token 'o', "no JSON" is not valid JSON
  cure: mend what the log says, or leave it out with --skip

`);
  expect(await made({ code: 1, stderr: 'error: You must be logged in to the server\n' })).toMatchInlineSnapshot(`

the check: kubectl get failed:
    error: You must be logged in to the server
  cure: mend what it names and run the same command again; what is done already stays

`);
});
