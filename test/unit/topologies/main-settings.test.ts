import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTree, temporaryFolder } from '../../support/folders';

const ROOT = join(__dirname, '..', '..', '..');
const SECONDS = 1000;
const folder = temporaryFolder();

/** `npm run synth` in a folder of its own, with a file .env in it. */
function synth(dotEnv: string, env: Record<string, string>) {
  writeFileSync(join(folder, '.env'), dotEnv);
  const args = ['--require', join(ROOT, 'scripts', 'register.js'), join(ROOT, 'main.ts')];
  return spawnSync('node', args, { cwd: folder, env: { PATH: process.env.PATH, ...env }, encoding: 'utf8' });
}

test(
  'a run reads its settings from a file .env and from the environment, which wins',
  () => {
    const { status, stderr } = synth('ISTIO_VERSION=1.30.5\nISTIO_GATEWAY_REPLICAS=7\n', {
      ISTIO_GATEWAY_REPLICAS: '2',
      ISTIO_DATAPLANE_MEMORY: '96Mi',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const text = Object.values(readTree(join(folder, 'dist'))).join('\n');
    expect(text).toContain('image: docker.io/istio/ztunnel:1.30.5-distroless');
    expect(text.match(/memory: 96Mi/g)).toHaveLength(2);
    expect(text).toContain('      replicas: 2\n');
    expect(text).not.toContain('replicas: 7');
  },
  30 * SECONDS,
);

test(
  'fails on a bad value without a stack trace, and writes nothing',
  () => {
    const before = readTree(folder);
    const { status, stderr } = synth('ISTIO_ENABLED=maybe\n', { ISTIO_GATEWAY_REPLICAS: 'none' });
    expect(status).toBe(1);
    expect(stderr).toMatchInlineSnapshot(`
2 errors

error AMB505 at the environment
  found "none" in ISTIO_GATEWAY_REPLICAS
  expected a whole number from 1 to 999
  cure: write it as 2

error AMB506 at the environment
  found "maybe" in ISTIO_ENABLED
  expected true or false
  cure: write one of the two, in small letters

`);
    expect({ ...readTree(folder), '.env': before['.env'] }).toEqual(before);
  },
  30 * SECONDS,
);
