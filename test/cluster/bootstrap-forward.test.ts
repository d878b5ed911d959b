import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { KubeObject } from '../../lib/core/object-index';
import { endBackground, runningBackground } from '../../scripts/bootstrap/load-balancer/background';
import { forwardPorts } from '../../scripts/bootstrap/load-balancer/forward-ports';
import { findAddresses, toUrl } from '../../scripts/bootstrap/up/addresses';
import { findEndpoints } from '../../scripts/bootstrap/verify/find-endpoints';
import { request } from '../../scripts/bootstrap/verify/http/request';
import { type TestSession, testSession } from '../support/bootstrap/session';
import { startKubelet } from '../support/kubelet';
import { describeWithLab, LAB_START_MS, type Lab, labTool, startLab } from '../support/lab';
import { startPod } from '../support/verify/nginx';

const NAMES = ['mango', 'nginx'];

const gateway = (name: string): KubeObject => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'gateway', namespace: name },
  spec: { gatewayClassName: 'istio', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
});

const BY_METALLB = { loadBalancer: { ingress: [{ ip: '192.0.2.7' }] } };

/** What istiod would have made of it. */
const made = (name: string): object[] => [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'gateway-istio',
      namespace: name,
      labels: { 'gateway.networking.k8s.io/gateway-name': 'gateway' },
    },
    spec: { type: 'LoadBalancer', selector: { app: name }, ports: [{ port: 80 }] },
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'proxy', namespace: name, labels: { app: name } },
    spec: { containers: [{ name: 'proxy', image: 'proxy', ports: [{ containerPort: 80 }] }] },
  },
];

describeWithLab('a host that cannot reach the network of containers, as macOS', () => {
  const state = mkdtempSync(join(tmpdir(), 'ambient-forward-'));
  const plan = { objects: NAMES.map(gateway) };
  const programs: { stop(): void }[] = [];
  const { PATH, KUBECONFIG } = process.env;
  let lab: Lab;
  let opened: TestSession;

  beforeAll(async () => {
    lab = await startLab({ crds: [] });
    const objects = NAMES.flatMap(made);
    lab.kubectl(['apply', '-f', '-'], objects.map(object => JSON.stringify(object)).join('\n---\n'));
    for (const name of NAMES) {
      const service = ['service', 'gateway-istio', '-n', name, '--subresource=status', '--type=merge'];
      lab.kubectl(['patch', ...service, '-p', JSON.stringify({ status: BY_METALLB })]);
    }
    lab.kubectl(['wait', '--for=condition=Ready', 'pod', '--all', '--all-namespaces', '--timeout=60s']);
    const pages = await Promise.all(NAMES.map(name => startPod('proxy', name)));
    programs.push(...pages);
    const pods = NAMES.map((namespace, index) => ({ namespace, name: 'proxy', ports: { 80: pages[index].port } }));
    programs.push(await startKubelet(lab, pods));
    opened = testSession({ state, lab });
    // what goes on after up is the user's kubectl, with the user's kubeconfig
    process.env.PATH = [dirname(labTool('kubectl')), PATH].join(delimiter);
    process.env.KUBECONFIG = lab.kubeconfig;
  }, LAB_START_MS);

  afterAll(() => {
    if (opened !== undefined) endBackground(opened.session);
    Object.assign(process.env, { PATH, KUBECONFIG: KUBECONFIG ?? '' });
    for (const program of programs) program.stop();
    lab?.down();
    rmSync(state, { recursive: true, force: true });
  });

  const addresses = async () => {
    const { session } = opened;
    const forwarded = await forwardPorts(session, plan, 'darwin');
    return findAddresses(session.kubectl, { ...plan, mappings: [], forwarded });
  };
  const ask = async (port: number, tries = 100): Promise<string> => {
    const answer = await request({ host: '127.0.0.1', port, scheme: 'http' }).catch(() => undefined);
    if (answer !== undefined || tries === 0) return answer?.body ?? 'nobody answers';
    await new Promise(done => setTimeout(done, 100)); // kubectl does not listen yet
    return ask(port, tries - 1);
  };

  test('gets to each Gateway by a port of its own, which up says, and which leads there', async () => {
    const found = await addresses();
    const ports = found.map(({ port }) => port);
    expect(new Set(ports).size).toBe(2);
    expect(found.map(toUrl)).toEqual(ports.map(port => `http://localhost:${port}`));
    expect(found.map(({ via }) => via)).toEqual(['port-forward', 'port-forward']);
    expect(opened.lines).toEqual([
      '   this host cannot reach the network of containers: ports of its own lead to the gateways',
      ...NAMES.map(
        (name, index) =>
          `   in the background: kubectl --context lab -n ${name} port-forward service/gateway-istio ${ports[index]}:80`,
      ),
    ]);
    expect(await Promise.all(ports.map(port => ask(port)))).toEqual(NAMES.map(name => `<h1>Pod ${name}: proxy</h1>\n`));
  }, 60_000);

  test('gets there by the same ports in the next run, and by none after down', async () => {
    const before = await addresses();
    expect(await addresses()).toEqual(before);
    expect(runningBackground(opened.session)).toHaveLength(2);
    endBackground(opened.session);
    expect(runningBackground(opened.session)).toEqual([]);
  }, 60_000);

  test('is walked by verify through a port-forward that lives as long as the run', async () => {
    const { endpoints, close } = await findEndpoints(opened.session, plan, []);
    expect(endpoints.map(({ gateway: of, via }) => `${of} by ${via}`)).toEqual(
      NAMES.map(name => `${name}/gateway by port-forward`),
    );
    expect(await Promise.all(endpoints.map(({ port }) => ask(port)))).toEqual(
      NAMES.map(name => `<h1>Pod ${name}: proxy</h1>\n`),
    );
    close();
  }, 60_000);

  test('is none where load balancers are reached, as on Linux', async () => {
    const { session } = opened;
    expect(await forwardPorts(session, plan, 'linux')).toEqual([]);
    const found = await findAddresses(session.kubectl, { ...plan, mappings: [] });
    expect(found.map(toUrl)).toEqual(['http://192.0.2.7', 'http://192.0.2.7']);
  });
});
