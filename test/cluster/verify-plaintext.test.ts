import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { promisify } from 'node:util';
import { plaintext } from '../../scripts/bootstrap/verify/checks/plaintext';
import { parseKnocks, script } from '../../scripts/bootstrap/verify/mesh/outsider';
import { pod, readable, verifyContext } from '../support/verify/context';
import { AMBIENT, namespace } from '../support/verify/members';
import { startPod } from '../support/verify/nginx';
import { freePort, type RunningProgram } from '../support/verify/process';

/** What the pod that knocks does, done here: the same script, with a real curl. */
const knock = async (urls: readonly string[]) => {
  const [shell, ...args] = script(urls);
  const { stdout } = await promisify(execFile)(shell, args);
  return parseKnocks(stdout);
};

const strict = {
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'default', namespace: 'istio-system' },
  spec: { mtls: { mode: 'STRICT' } },
};

describe('plain text from outside of the mesh', () => {
  let open: RunningProgram;
  let closing: Server;

  beforeAll(async () => {
    open = await startPod('page-1', 'page');
    closing = createServer(socket => socket.resetAndDestroy());
    await new Promise<void>(done => closing.listen(0, '127.0.0.1', done));
  });

  afterAll(() => {
    open.stop();
    closing.close();
  });

  const seen = async (port: number, policies: readonly (typeof strict)[] = [strict]) => {
    const made = pod('app', 'page-1', {});
    const spec = { ...made.spec, containers: [{ name: 'page', ports: [{ containerPort: port }] }] };
    const live = { pods: [{ ...made, spec, status: { ...made.status, podIP: '127.0.0.1' } }] };
    const context = verifyContext({ objects: [namespace('app', AMBIENT), ...policies], live });
    return readable(await plaintext.run({ ...context, mesh: { ...context.mesh, knock } }));
  };

  test('is refused where the connection is closed, as ztunnel does', async () => {
    const { port } = closing.address() as { port: number };
    expect(await seen(port)).toEqual(['holds Pod app/page-1: refuses plain text at http://127.0.0.1:PORT/']);
  });

  test('is refused where nothing listens', async () => {
    expect(await seen(await freePort())).toEqual([
      'holds Pod app/page-1: refuses plain text at http://127.0.0.1:PORT/',
    ]);
  });

  test('is found where it is answered', async () => {
    expect(await seen(open.port)).toEqual([
      'FAILS Pod app/page-1: answers 200 to plain text at http://127.0.0.1:PORT/',
    ]);
  });

  test('is not looked for in a mesh that is not STRICT', async () => {
    expect(await seen(open.port, [])).toEqual([]);
  });
});
