import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { EchoPage } from '../../lib/app/echo-page';
import { only, synthesize } from '../support/synthesize';

/** What the kubelet would run, with the mounted folder at another place. */
const objects = synthesize(
  chart => new EchoPage(chart, 'Page', { name: 'iphone', namespace: 'app1-ns', text: 'intranet' }),
);
const [container] = only(objects, 'Deployment').spec.template.spec.containers;
const [mount] = container.volumeMounts;
const port: number = container.ports[0].containerPort;
const NOBODY = 65534;

let folder: string;
let server: ChildProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'page-'));
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, only(objects, 'ConfigMap').data['nginx.conf'], { mode: 0o644 });
  const [program, ...args] = container.command.map((word: string) => word.replace(mount.mountPath, folder));
  chmodSync(folder, 0o755);
  // nginx opens /dev/stdout by name, which a socket between parent and child would not allow
  const output = openSync(join(folder, 'log'), 'a', 0o666);
  chmodSync(join(folder, 'log'), 0o666);
  server = spawn(program, args, {
    uid: NOBODY,
    gid: NOBODY,
    cwd: '/',
    env: { PATH: '/usr/sbin:/usr/bin' },
    stdio: ['ignore', output, output],
  });
  await answering();
});

afterAll(async () => {
  if (server.exitCode === null) await new Promise(done => server.once('exit', done).kill('SIGQUIT'));
  rmSync(folder, { recursive: true });
});

const log = () => readFileSync(join(folder, 'log'), 'utf8');

async function answering(): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer) return;
    if (server.exitCode !== null) throw new Error(`nginx ended: ${log()}`);
    await new Promise(done => setTimeout(done, 100));
  }
  throw new Error(`no answer: ${log()}`);
}

test('a real nginx, as a user without privileges, shows the name of the host it runs on', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/any/path`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.text()).toBe(`<h1>Pod intranet: ${hostname()}</h1>\n`);
});

test('it answers the probes of the kubelet and keeps them out of the access log', async () => {
  const { path } = container.readinessProbe.httpGet;
  expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(204);
  expect(log()).toContain('GET /any/path');
  expect(log()).not.toContain(path);
});

test('it complains of nothing', () => expect(log()).not.toMatch(/\[(warn|error|crit|alert|emerg)\]/));
