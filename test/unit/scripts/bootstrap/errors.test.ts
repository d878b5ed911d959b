import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddOn } from '../../../../scripts/bootstrap/add-ons/add-on';
import { manifestOf } from '../../../../scripts/bootstrap/add-ons/manifest';
import { Pins } from '../../../../scripts/bootstrap/add-ons/pins';
import { deleteCluster, ensureCluster, findCluster } from '../../../../scripts/bootstrap/kind/cluster';
import { kindPool } from '../../../../scripts/bootstrap/load-balancer/pool';
import type { Session } from '../../../../scripts/bootstrap/session';
import { makeAuthority } from '../../../../scripts/bootstrap/tls/openssl';
import { LAB, sessionWith, thrown } from '../../../support/bootstrap/thrown';
import { temporaryFolder } from '../../../support/folders';

const folder = temporaryFolder();
const BAD = { code: 1, stderr: 'no space left on device\n' };

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
