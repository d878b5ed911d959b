import { chmodSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { knockFromOutside } from '../../../../scripts/bootstrap/verify/mesh/outsider';
import { KubectlMesh } from '../../../../scripts/bootstrap/verify/mesh/source';
import { PortForward } from '../../../../scripts/bootstrap/verify/port-forward';
import { type Answer, answering } from '../../../support/bootstrap/answers';
import { testSession } from '../../../support/bootstrap/session';
import { temporaryFolder } from '../../../support/folders';
import { member } from '../../../support/verify/members';

const folder = temporaryFolder();
const { PATH } = process.env;
afterEach(() => {
  process.env.PATH = PATH;
});

/** A kubectl that does nothing but this. */
function kubectl(script: string): void {
  const file = join(folder, 'kubectl');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  process.env.PATH = `${folder}:${PATH}`;
}

const kubectlThatSays = (answers: Readonly<Record<string, Answer>>) =>
  testSession({ state: folder, run: answering(answers).run }).session.kubectl;

const messageOf = async (work: Promise<unknown>) =>
  `\n${await work.then(
    () => 'no error',
    ({ message }: Error) => message,
  )}\n`;

describe('a port-forward fails', () => {
  const open = () => messageOf(PortForward.open('lab', ['-n', 'edge', 'service/web'], 80));

  it('without kubectl', async () => {
    process.env.PATH = folder;
    expect(await open()).toMatchInlineSnapshot(`

error AMB960: no port-forward to service/web: spawn kubectl ENOENT
  cure: see whether the pod runs and kubectl can reach it

`);
  });

  it('with the last that kubectl says', async () => {
    kubectl('echo one >&2; echo error: pods not found >&2; exit 1');
    expect(await open()).toMatchInlineSnapshot(`

error AMB960: no port-forward to service/web: error: pods not found
  cure: see whether the pod runs and kubectl can reach it

`);
  });

  it('where kubectl ends without a word', async () => {
    kubectl('exit 0');
    expect(await open()).toMatchInlineSnapshot(`

error AMB960: no port-forward to service/web: kubectl ended
  cure: see whether the pod runs and kubectl can reach it

`);
  });

  it('after a while', async () => {
    kubectl('exec sleep 60');
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    const message = open();
    jest.advanceTimersByTime(15_000);
    jest.useRealTimers();
    expect(await message).toMatchInlineSnapshot(`

error AMB960: no port-forward to service/web: not open within 15 s
  cure: see whether the pod runs and kubectl can reach it

`);
  });
});

describe('the mesh tells nothing', () => {
  it('where ztunnel answers with an error', async () => {
    const server = createServer((_, response) => response.writeHead(503).end()).listen(0, '127.0.0.1');
    await new Promise(done => server.once('listening', done));
    kubectl(`echo Forwarding from 127.0.0.1:${(server.address() as AddressInfo).port}; exec sleep 60`);
    const mesh = new KubectlMesh(kubectlThatSays({}), 'image');
    expect(await messageOf(mesh.ztunnelDump(member('istio-system', 'ztunnel-1')))).toMatchInlineSnapshot(`

error AMB961: ztunnel ztunnel-1 answers 503
  cure: look at its log

`);
    server.close();
  });

  it('where istiod does not', async () => {
    const denied = { code: 1, stderr: 'error: pods "istiod-1" is forbidden\n' };
    const mesh = new KubectlMesh(kubectlThatSays({ kubectl: denied }), 'image');
    expect(await messageOf(mesh.syncStatus([member('istio-system', 'istiod-1')]))).toMatchInlineSnapshot(`

error AMB961: istiod istiod-1 does not tell: error: pods "istiod-1" is forbidden
  cure: look at its log

`);
  });

  it('where the one outside of it does not say enough', async () => {
    const logs = { 'kubectl --context lab logs': '000 56\n', kubectl: '' };
    const knocks = knockFromOutside(kubectlThatSays(logs), 'image', ['http://10.0.0.1:80', 'http://10.0.0.2:80']);
    expect(await messageOf(knocks)).toMatchInlineSnapshot(`

error AMB962: pod cdk8s-istio-ambient-outsider told of 1 of 2 requests
  cure: run verify again

`);
  });
});
