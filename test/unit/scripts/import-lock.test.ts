import { join } from 'node:path';
import { readLock, requireSets } from '../../../scripts/crds/lock';
import { pin, temporaryFolder, writeTree } from '../../support/tiny-crds';

const root = temporaryFolder();
const good = pin('tools', 'tools/b.yaml', 'b');

function lockOf(lock: unknown): string {
  const text = typeof lock === 'string' ? lock : JSON.stringify(lock);
  writeTree(root, { 'crds.lock.json': text });
  return join(root, 'crds.lock.json');
}

function complaint(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message.replaceAll(root, 'ROOT');
  }
  return 'no complaint';
}

describe('the CRD lock', () => {
  it('reads the entries of a set', () => {
    const lock = { sets: { other: 'x', tools: 'y' }, entries: [pin('other', 'other/a.yaml', 'a'), good] };
    expect(requireSets(readLock(lockOf(lock)), ['tools'])).toEqual([good]);
  });

  it('of the repository holds', () => {
    const lock = readLock(join(__dirname, '..', '..', '..', 'crds.lock.json'));
    expect(Object.keys(lock.sets)).toEqual([...new Set(lock.entries.map(({ name }) => name))].sort());
  });

  it('fails on a set that it does not have', () => {
    const lock = { sets: { tools: 'y' }, entries: [good] };
    expect(complaint(() => requireSets(lock, ['tools', 'toys']))).toMatchInlineSnapshot(
      `the CRD lock has no set toys; it has tools`,
    );
  });

  it('fails on text that is not JSON', () => {
    // How the sentence ends is up to the version of Node.
    expect(complaint(() => readLock(lockOf('{')))).toMatch(/^ROOT\/crds\.lock\.json is not JSON: .*position 1/);
  });

  it('fails on JSON of another shape', () => {
    expect(complaint(() => readLock(lockOf([1])))).toMatchInlineSnapshot(
      `ROOT/crds.lock.json must be an object with "sets" and a list of objects "entries"`,
    );
  });

  it('fails on every entry that does not hold, in one run', () => {
    const entries = [
      good,
      { ...good, name: 'toys', version: '', file: '../x', url: 'http://example.com', sha256: 'AB', bytes: 0 },
      {},
    ];
    expect(complaint(() => readLock(lockOf({ sets: { tools: 'y' }, entries })))).toMatchInlineSnapshot(`
ROOT/crds.lock.json: entries[1] (../x): name must be a key of sets
ROOT/crds.lock.json: entries[1] (../x): version must be a text
ROOT/crds.lock.json: entries[1] (../x): file must be a relative path with forward slashes
ROOT/crds.lock.json: entries[1] (../x): url must start with https://
ROOT/crds.lock.json: entries[1] (../x): sha256 must be 64 lower-case hexadecimal digits
ROOT/crds.lock.json: entries[1] (../x): bytes must be a whole number above 0
ROOT/crds.lock.json: entries[1] (../x): file must come after that of the entry before it
ROOT/crds.lock.json: entries[2] (no file): name must be a key of sets
ROOT/crds.lock.json: entries[2] (no file): version must be a text
ROOT/crds.lock.json: entries[2] (no file): file must be a relative path with forward slashes
ROOT/crds.lock.json: entries[2] (no file): url must start with https://
ROOT/crds.lock.json: entries[2] (no file): sha256 must be 64 lower-case hexadecimal digits
ROOT/crds.lock.json: entries[2] (no file): bytes must be a whole number above 0
ROOT/crds.lock.json: entries[2] (no file): file must come after that of the entry before it
`);
  });
});
