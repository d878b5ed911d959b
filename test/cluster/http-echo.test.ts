import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpEcho } from '../../lib/app/http-echo';
import { type RunningContainer, runContainer } from '../support/container';
import { synthesize } from '../support/synthesize';

const MODULE = join(__dirname, '..', 'go', 'http-echo');
const folder = mkdtempSync(join(tmpdir(), 'http-echo-'));
let echo: RunningContainer;
const get = (path: string, port = echo.port) => fetch(`http://127.0.0.1:${port}${path}`);

beforeAll(async () => {
  const entrypoint = join(folder, 'http-echo');
  chmodSync(folder, 0o755);
  execFileSync('go', ['build', '-mod=readonly', '-o', entrypoint, 'github.com/hashicorp/http-echo'], { cwd: MODULE });
  const objects = synthesize(chart => new HttpEcho(chart, 'Echo', { name: 'apple', namespace: 'fruit' }));
  echo = await runContainer(objects, { entrypoint, answers: port => get('/health', port) });
}, 120_000);

afterAll(async () => {
  await echo.stop();
  rmSync(folder, { recursive: true });
});

test('a real http-echo, as a user without privileges, answers the text', async () => {
  expect(await (await get('/any/path')).text()).toBe('apple\n');
});

test('it answers the probes of the kubelet and keeps them out of its log', async () => {
  const { path } = echo.container.readinessProbe.httpGet;
  expect((await get(path)).status).toBe(200);
  expect(echo.log()).toContain('GET /any/path');
  expect(echo.log()).not.toContain(path);
});
