import { HttpEcho } from '../../lib/app/http-echo';
import { type RunningContainer, runContainer } from '../support/container';
import { buildGoModule, type GoPrograms, MODULE_BUILD_MS } from '../support/go-module';
import { synthesize } from '../support/synthesize';

const HTTP_ECHO = {
  path: 'github.com/hashicorp/http-echo',
  version: 'v1.0.0',
  sum: 'h1:89/jSHhCJH92B1lRc5yyhYU9zpjU3gJUT0KqYHtC35I=',
  packages: ['.'],
};

let programs: GoPrograms;
let echo: RunningContainer;
const get = (path: string, port = echo.port) => fetch(`http://127.0.0.1:${port}${path}`);

beforeAll(async () => {
  programs = buildGoModule(HTTP_ECHO);
  const objects = synthesize(chart => new HttpEcho(chart, 'Echo', { name: 'apple', namespace: 'fruit' }));
  const entrypoint = programs.program('http-echo');
  echo = await runContainer(objects, { entrypoint, answers: port => get('/health', port) });
}, MODULE_BUILD_MS);

afterAll(async () => {
  await echo?.stop();
  programs?.remove();
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
