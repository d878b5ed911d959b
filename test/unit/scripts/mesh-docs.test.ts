import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstMinorOf } from '../../../lib/mesh/checks/version-checks';
import { propsOf, SECTIONS, toMeshDocument } from '../../../scripts/mesh-docs/document';

const documented = SECTIONS.flatMap(({ component, interfaces }) =>
  propsOf(interfaces).map(prop => ({ ...prop, path: component === '' ? prop.name : `${component}.${prop.name}` })),
);

test('docs/mesh.md is what `npm run docs` writes', () => {
  expect(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'mesh.md'), 'utf8')).toBe(toMeshDocument());
});

test('every prop has a default and says what it is', () => {
  expect(documented.filter(({ says, byDefault }) => says === '' && byDefault === undefined)).toEqual([]);
  expect(documented.filter(({ byDefault }) => byDefault === undefined).map(({ path }) => path)).toEqual([]);
});

test('docstrings name the minors from which props are known', () => {
  const named = documented.map(({ path, says }) => [path, /from (\d+\.\d+) on/i.exec(says)?.[1]] as const);
  const known = documented.map(({ path }) => [path, firstMinorOf(path)] as const);
  const set = (pairs: readonly (readonly [string, string | undefined])[]) =>
    pairs.filter(([, minor]) => minor !== undefined).map(pair => pair.join(' '));
  expect(set(named)).toEqual(set(known));
});
