import { hostname } from 'node:os';
import { EchoPage } from '../../lib/app/echo-page';
import { type RunningContainer, runContainer } from '../support/container';
import { synthesize } from '../support/synthesize';

const props = { name: 'iphone', namespace: 'app1-ns', text: 'intranet' };
let nginx: RunningContainer;
const get = (path: string, port = nginx.port) => fetch(`http://127.0.0.1:${port}${path}`);

beforeAll(async () => {
  const objects = synthesize(chart => new EchoPage(chart, 'Page', props));
  nginx = await runContainer(objects, { answers: port => get('/', port), stopSignal: 'SIGQUIT' });
});

afterAll(() => nginx.stop());

test('a real nginx, as a user without privileges, shows the name of the host it runs on', async () => {
  const answer = await get('/any/path');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.text()).toBe(`<h1>Pod intranet: ${hostname()}</h1>\n`);
});

test('it answers the probes of the kubelet and keeps them out of the access log', async () => {
  const { path } = nginx.container.readinessProbe.httpGet;
  expect((await get(path)).status).toBe(204);
  expect(nginx.log()).toContain('GET /any/path');
  expect(nginx.log()).not.toContain(path);
});

test('it complains of nothing', () => expect(nginx.log()).not.toMatch(/\[(warn|error|crit|alert|emerg)\]/));
