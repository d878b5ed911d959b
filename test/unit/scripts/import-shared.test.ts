import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLock } from '../../../scripts/crds/lock';
import { runImport } from '../../../scripts/import/command';
import { describeWithShared, readShared, SHARED } from '../../support/shared';

const root = join(__dirname, '..', '..', '..');
const lock = readLock(join(root, 'crds.lock.json'));
/** Istio 1.31.1 has the definitions of 1.31.0-rc.0, byte for byte; the reference data has them under that name. */
const renamed = (text: string) => text.replace('1.31.0-rc.0', '1.31.1');

interface Published {
  readonly set: string;
  readonly tag: string;
  readonly file: string;
  readonly url: string;
  readonly sha256: string;
  readonly bytes: number;
}

describeWithShared('the CRD lock beside the published definitions', () => {
  it('pins each of them', () => {
    const index = JSON.parse(readShared('crds', 'index.json')) as Published[];
    const expected = index.map(({ set, tag, file, url, sha256, bytes }) => ({
      name: renamed(set),
      version: renamed(tag),
      file: renamed(file),
      url: renamed(url),
      sha256,
      bytes,
    }));
    expect(lock.entries).toEqual(expected.sort((a, b) => (a.file < b.file ? -1 : 1)));
  });

  it.each(lock.entries.map(entry => [entry.file, entry] as const))('has the hash of %s', (file, entry) => {
    const bytes = readFileSync(join(SHARED, 'crds', file.replace('1.31.1', '1.31.0-rc.0')));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(entry.sha256);
    expect(bytes.length).toBe(entry.bytes);
  });

  it('gives imports/ byte for byte', async () => {
    let said = '';
    const say = (text: string) => {
      said += text;
    };
    const crdsDir = join(SHARED, 'crds');
    const code = await runImport({ args: ['--check'], root, crdsDir, print: say, complain: say });
    expect(`exit ${code}: ${said}`).toBe('exit 0: imports/ is what crds.lock.json gives\n');
  }, 30_000);
});
