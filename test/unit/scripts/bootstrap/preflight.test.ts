import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { PREFLIGHT } from '../../../../scripts/bootstrap/preflight/checks';
import { checkInotify } from '../../../../scripts/bootstrap/preflight/host';
import type { PreflightContext } from '../../../../scripts/bootstrap/preflight/preflight';
import { formatProblems } from '../../../../scripts/bootstrap/problems';
import type { Answer } from '../../../support/bootstrap/answers';
import { type Preflight, preflight } from '../../../support/bootstrap/preflight';

const IMAGE = 'kindest/node:v1.36.1@sha256:3489c7674813ba5d8b1a9977baea8a6e553784dab7b84759d1014dbd78f7ebd5';
const SOUND: Readonly<Record<string, Answer>> = {
  'kubectl version --client': '{"clientVersion": {"gitVersion": "v1.34.1"}}',
  'docker info': `{"MemTotal": ${2 ** 36}}`,
  'kind version': 'kind v0.33.0 go1.26.1 linux/amd64',
  'kind get clusters': '',
};

let before: Preflight;
const found: Preflight['found'] = (...args) => before.found(...args);
beforeAll(async () => {
  before = await preflight();
});

describe('preflight', () => {
  it('finds nothing on a sound machine', async () => {
    expect(await found(SOUND, {}, [])).toBe('\n\n');
  });

  it.each([[[1, 2]], [[31000, 31001]]])('refuses the mapping %j', async pair => {
    const text = await found(SOUND, { hostPort: new Map([pair as [number, number]]) });
    expect(text.split('\n').filter((_, line, all) => /AMB901/.test(all[line] + all[line - 1]))).toMatchSnapshot();
  });

  it('refuses any mapping for a topology without node ports', async () => {
    expect(await found(SOUND, { hostPort: new Map([[1, 2]]) }, [])).toMatchInlineSnapshot(`

error AMB901: the topology has no node port 1
  cure: it has none: leave --host-port out

`);
  });

  it('lists everything that is not there', async () => {
    expect(await found({}, {}, [])).toMatchInlineSnapshot(`

error AMB911: kubectl is not installed
  cure: install it: https://kubernetes.io/docs/tasks/tools/#kubectl
error AMB912: kind is not installed
  cure: install it: https://kind.sigs.k8s.io/docs/user/quick-start/#installation
error AMB913: no container engine: none of docker, nerdctl, podman is installed
  cure: start Docker, Podman or nerdctl, or use a cluster of yours with --context

`);
  });

  it('lists what is too old, or too small', async () => {
    const answers = {
      ...SOUND,
      'kubectl version --client': '{"clientVersion": {"gitVersion": "v1.27.0"}}',
      'kind version': 'kind v0.30.0 go1.24 linux/amd64',
      'docker info': `{"MemTotal": ${2 ** 31}}`,
    };
    const small = before.plan.objects.filter(({ kind }) => kind !== 'Gateway');
    expect(await found(answers, { nodeImage: IMAGE }, small)).toMatchInlineSnapshot(`

error AMB911: kubectl is 1.27.0
  cure: install 1.28.0 or later
error AMB912: kind is 0.30.0, and the node image asks for 0.32.0
  cure: install kind 0.32.0 or later
error AMB915: docker has 2.0 GiB of memory, and the pods ask for 3.7 GiB
  cure: give it more (Docker Desktop: Settings, Resources), or a smaller topology

`);
  });

  it('says why an engine does not answer', async () => {
    const down = { code: 1, stderr: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock' };
    expect(await found({ ...SOUND, 'docker info': down }, {}, [])).toMatchInlineSnapshot(`

error AMB913: no container engine: docker does not answer: Cannot connect to the Docker daemon at unix:///var/run/docker.sock
  cure: start Docker, Podman or nerdctl, or use a cluster of yours with --context

`);
  });

  it('takes what podman and nerdctl say', async () => {
    const { 'docker info': _, ...others } = SOUND;
    expect(await found({ ...others, 'podman info': '{"host": {"memTotal": 68719476736}}' }, {}, [])).toBe('\n\n');
    expect(await found({ ...others, 'nerdctl info': '{"MemTotal": 68719476736}' }, {}, [])).toBe('\n\n');
  });

  it('names the Gateway whose port of the host is in use', async () => {
    const squatter = createServer();
    const port = await new Promise<number>(done => {
      squatter.listen(0, '0.0.0.0', () => done((squatter.address() as { port: number }).port));
    });
    const text = await found(SOUND, { hostPort: new Map([[31000, port]]) });
    squatter.close();
    expect(text).toContain(
      `error AMB914: port ${port} of this host is in use, and Gateway istio-intranet/gateway-intranet needs it\n` +
        '  cure: end what listens there, or map it to another one with --host-port 31000=PORT',
    );
  });

  it('names the Gateway whose port a cluster of ours was made without', async () => {
    const note = join(before.state, 'clusters', 'lab', 'kind.json');
    mkdirSync(dirname(note), { recursive: true });
    writeFileSync(note, JSON.stringify({ state: 'created', ports: [{ nodePort: 31000, hostPort: 31000 }] }));
    const text = await found({ ...SOUND, 'kind get clusters': 'ambient\n', 'kubectl --context lab version': '{}' });
    rmSync(note);
    expect(text).toMatchInlineSnapshot(`

error AMB918: kind cluster ambient was made without a mapping of port 31001 to 31001, which Gateway istio-internet/gateway-internet needs
  cure: npm run down, then npm run up: ports are mapped when the cluster is made

`);
  });

  it('fails for a Node.js that is too old', async () => {
    const { node } = process.versions;
    const pretend = (value: string) => Object.defineProperty(process.versions, 'node', { value });
    pretend('18.20.8');
    const text = await found(SOUND, {}, []);
    pretend(node);
    expect(text).toMatchInlineSnapshot(`

error AMB910: Node.js is 18.20.8
  cure: install Node.js 20.0.0 or later

`);
  });

  it('warns of a kind whose version is not known', async () => {
    expect(await found({ ...SOUND, 'kind version': 'v0.33.0' }, {}, [])).toMatchInlineSnapshot(`

warning AMB912: kind does not tell its version
  cure: make sure that it is 0.32.0 or later

`);
  });

  it('leaves a kind cluster of somebody else alone', async () => {
    expect(await found({ ...SOUND, 'kind get clusters': 'ambient\n' }, {}, [])).toMatchInlineSnapshot(`

error AMB917: kind cluster ambient is there, and up did not make it
  cure: use another --name, or take it as it is with --context kind-ambient

`);
  });
});

test('inotify limits below what kind advises are warnings, each with its command', async () => {
  writeFileSync(join(before.state, 'max_user_watches'), '8192\n');
  writeFileSync(join(before.state, 'max_user_instances'), '1024\n');
  const problems = await checkInotify({ options: { workers: 0 } } as PreflightContext, before.state);
  expect(`\n${formatProblems(problems)}\n`).toMatchInlineSnapshot(`

warning AMB916: fs.inotify.max_user_watches is 8192, and kind advises 524288
  cure: sudo sysctl fs.inotify.max_user_watches=524288

`);
  expect(await checkInotify({ options: { workers: 0 } } as PreflightContext, join(before.state, 'none'))).toEqual([]);
  expect(PREFLIGHT.length).toBeGreaterThan(6);
});
