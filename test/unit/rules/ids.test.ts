import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { FINDING_IDS, RETIRED_IDS } from '../../../lib/rules/ids';

const ROOT = join(__dirname, '..', '..', '..');

/** Every id that some code mentions. */
const mentioned = execFileSync('grep', ['-rhoE', "'AMB[0-9]{3}'", 'lib', 'main.ts', 'scripts'], {
  cwd: ROOT,
  encoding: 'utf8',
});
const used = [...new Set(mentioned.trim().replaceAll("'", '').split('\n'))].sort();
const ids = Object.keys(FINDING_IDS);
const names: string[] = Object.values(FINDING_IDS);

test('every id that is used has a name', () => expect(used.filter(id => !ids.includes(id))).toEqual([]));

test('every id is used, or retired and said why', () => {
  expect(ids.filter(id => used.includes(id) === id in RETIRED_IDS)).toEqual([]);
});

test('ids are in order, and names are unique and in PascalCase', () => {
  expect([...ids].sort()).toEqual(ids);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.filter(name => !/^([A-Z][a-z0-9]*)+$/.test(name))).toEqual([]);
});
