import { readFileSync } from 'node:fs';
import { resolveMesh } from '../../../lib/mesh/spec';
import { withDotEnv } from '../../../lib/topologies/dot-env';
import { parseEnvironment } from '../../../lib/topologies/environment';
import { meshChanges } from '../../support/mesh-changes';

const meshOf = (env: Record<string, string>) => parseEnvironment(env).mesh ?? {};

test('says nothing where no variable does', () => {
  expect(parseEnvironment({})).toEqual({});
  expect(parseEnvironment({ ISTIO_ENABLED: '', ISTIO_VERSION: '', PATH: '/bin', ISTIO_META_OTHER: 'x' })).toEqual({});
});

test.each([
  ['ISTIO_ENABLED', 'true', { enabled: true }],
  ['ISTIO_ENABLED', 'false', { enabled: false }],
  ['ISTIO_GATEWAY_REPLICAS', '1', { gatewayReplicas: 1 }],
  ['ISTIO_VERSION', '1.30.5', { mesh: { version: '1.30.5' } }],
  [
    'METALLB_POOL',
    '10.0.0.0/28, 10.0.1.1-10.0.1.9',
    { addressPool: { addresses: ['10.0.0.0/28', '10.0.1.1-10.0.1.9'] } },
  ],
])('%s takes %s', (name, value, settings) => {
  expect(parseEnvironment({ [name]: value })).toEqual(settings);
});

test.each([
  ['ISTIO_CONTROL_PLANE_MEMORY', '256Mi'],
  ['ISTIO_DATAPLANE_MEMORY', '1.5Gi'],
  ['ISTIO_TELEMETRY_ENABLED', 'false'],
  ['ISTIO_ACCESS_LOGS', 'true'],
])('%s=%s changes what it should', (name, value) => {
  expect(meshChanges(meshOf({ [name]: value }))).toMatchSnapshot();
});

test('access logs can be turned off where a topology has them on', () => {
  const over = { meshConfig: { accessLogFile: '/dev/stdout' } };
  expect(meshChanges({ ...over, ...meshOf({ ISTIO_ACCESS_LOGS: 'false' }) }, over)).toMatchInlineSnapshot(`
~ Istiod/MeshConfig
  data.mesh.accessLogFile
    - "/dev/stdout"
    + ""
`);
});

test('variables add up', () => {
  const { mesh, ...rest } = parseEnvironment({
    ISTIO_CONTROL_PLANE_MEMORY: '128Mi',
    ISTIO_TELEMETRY_ENABLED: 'false',
    ISTIO_DATAPLANE_MEMORY: '64Mi',
    ISTIO_GATEWAY_REPLICAS: '2',
    ISTIO_VERSION: '1.31.0',
  });
  const { version, istiod, ztunnel } = resolveMesh(mesh);
  expect(rest).toEqual({ gatewayReplicas: 2 });
  expect({ version, telemetry: istiod.telemetryEnabled }).toEqual({ version: '1.31.0', telemetry: false });
  expect(istiod.resources).toEqual({ requests: { cpu: '500m', memory: '128Mi' }, limits: { memory: '128Mi' } });
  expect(ztunnel.resources).toEqual({ requests: { cpu: '200m', memory: '64Mi' }, limits: { memory: '64Mi' } });
});

test('fails with every bad value at once', () => {
  const env = {
    ISTIO_ENABLED: 'yes',
    ISTIO_VERSION: '1.27.3',
    ISTIO_CONTROL_PLANE_MEMORY: '128',
    ISTIO_DATAPLANE_MEMORY: '64 Mi',
    ISTIO_GATEWAY_REPLICAS: '0',
    ISTIO_TELEMETRY_ENABLED: 'TRUE',
    ISTIO_ACCESS_LOGS: '1',
    METALLB_POOL: '10.0.0.0/28,10.0.1.9-10.0.1.1x',
  };
  expect(() => parseEnvironment(env)).toThrowErrorMatchingInlineSnapshot(`
8 errors

error AMB504 at the environment
  found "128" in ISTIO_CONTROL_PLANE_MEMORY
  expected an amount of memory, 1Mi or more
  cure: write it as 128Mi or 1Gi

error AMB504 at the environment
  found "64 Mi" in ISTIO_DATAPLANE_MEMORY
  expected an amount of memory, 1Mi or more
  cure: write it as 128Mi or 1Gi

error AMB505 at the environment
  found "0" in ISTIO_GATEWAY_REPLICAS
  expected a whole number from 1 to 999
  cure: write it as 2

error AMB506 at the environment
  found "1" in ISTIO_ACCESS_LOGS
  expected true or false
  cure: write one of the two, in small letters

error AMB506 at the environment
  found "TRUE" in ISTIO_TELEMETRY_ENABLED
  expected true or false
  cure: write one of the two, in small letters

error AMB506 at the environment
  found "yes" in ISTIO_ENABLED
  expected true or false
  cure: write one of the two, in small letters

error AMB507 at the environment
  found "1.27.3" in ISTIO_VERSION
  expected a full version of 1.28, 1.29, 1.30, 1.31
  cure: write it as 1.31.1

error AMB509 at the environment
  found "10.0.0.0/28,10.0.1.9-10.0.1.1x" in METALLB_POOL
  expected ranges of addresses with commas between
  cure: write them as 10.0.0.0/28 or 192.168.1.240-192.168.1.250
`);
});

test.each([
  ['ISTIO_CONTROL_PLANE_MEMORY', ['128m', '1', '1k', '-1Gi', '1..5Gi', '1gb', 'lots']],
  ['ISTIO_GATEWAY_REPLICAS', ['-1', '1.5', '1000', 'two', '01', '1e1']],
  ['ISTIO_VERSION', ['1.31', 'v1.31.1', '1.31.1-rc.0', 'latest', '2.31.1']],
])('fails where %s holds what it does not take', (name, values) => {
  for (const value of values) expect(() => parseEnvironment({ [name]: value })).toThrow(`"${value}" in ${name}`);
});

describe('a file .env', () => {
  const refusing = (code: string) => () => {
    throw Object.assign(new Error(`${code}: the file system refuses`), { code });
  };
  const text = 'ISTIO_GATEWAY_REPLICAS=1 # few\nISTIO_VERSION="1.30.5"\n';

  test('is read, and the environment wins', () => {
    const env = { ISTIO_VERSION: '1.31.1', OTHER: 'x' };
    expect(withDotEnv(() => text, env)).toEqual({ ISTIO_GATEWAY_REPLICAS: '1', ISTIO_VERSION: '1.31.1', OTHER: 'x' });
  });

  test('need not be there', () => {
    expect(withDotEnv(refusing('ENOENT'), { A: 'b' })).toEqual({ A: 'b' });
    expect(withDotEnv(() => '', { A: 'b' })).toEqual({ A: 'b' });
  });

  test('fails on a Node that cannot read it', () => {
    expect(() => withDotEnv(() => text, {}, null)).toThrow(
      `error AMB508 at the environment\n  found a file .env on Node ${process.versions.node}\n` +
        '  expected Node 20.12 or later, which can read it\n' +
        '  cure: upgrade Node, or set the variables in the environment',
    );
  });

  test('may begin with a byte order mark', () => {
    expect(withDotEnv(() => `\uFEFF${text}`, {})).toEqual({ ISTIO_GATEWAY_REPLICAS: '1', ISTIO_VERSION: '1.30.5' });
  });

  test('fails where it cannot be read', () => {
    expect(() => withDotEnv(() => readFileSync(__dirname, 'utf8'), {})).toThrowErrorMatchingInlineSnapshot(`
1 error

error AMB508 at the environment
  found a folder .env
  expected a text file, or none
  cure: make .env a file that you may read, or move it elsewhere and set the variables in the environment
`);
    expect(() => withDotEnv(refusing('EACCES'), {})).toThrowErrorMatchingInlineSnapshot(`
1 error

error AMB508 at the environment
  found no permission to read .env
  expected a text file, or none
  cure: make .env a file that you may read, or move it elsewhere and set the variables in the environment
`);
    expect(() => withDotEnv(refusing('EIO'), {})).toThrowErrorMatchingInlineSnapshot(`
1 error

error AMB508 at the environment
  found .env that cannot be read: EIO: the file system refuses
  expected a text file, or none
  cure: make .env a file that you may read, or move it elsewhere and set the variables in the environment
`);
  });

  test('fails on names that begin like the settings of the mesh and are none, and only there', () => {
    const strange = 'ISTIO_ENABLD=false\nISTIO_META_MESH_ID=a\nOTHER=x\nISTIO_VERSION=1.30.5\n';
    expect(() => withDotEnv(() => strange, {})).toThrowErrorMatchingInlineSnapshot(`
2 errors

error AMB508 at the environment
  found ISTIO_ENABLD in .env
  expected one of: ISTIO_ENABLED, ISTIO_VERSION, ISTIO_CONTROL_PLANE_MEMORY, ISTIO_DATAPLANE_MEMORY, ISTIO_GATEWAY_REPLICAS, ISTIO_TELEMETRY_ENABLED, ISTIO_ACCESS_LOGS, METALLB_POOL
  cure: write ISTIO_ENABLED, or leave it out

error AMB508 at the environment
  found ISTIO_META_MESH_ID in .env
  expected one of: ISTIO_ENABLED, ISTIO_VERSION, ISTIO_CONTROL_PLANE_MEMORY, ISTIO_DATAPLANE_MEMORY, ISTIO_GATEWAY_REPLICAS, ISTIO_TELEMETRY_ENABLED, ISTIO_ACCESS_LOGS, METALLB_POOL
  cure: leave it out
`);
    expect(withDotEnv(() => text, { ISTIO_META_MESH_ID: 'a' })).toMatchObject({ ISTIO_META_MESH_ID: 'a' });
  });
});
