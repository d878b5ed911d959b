import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOPOLOGIES } from '../../lib/topologies';
import { CHECKS } from '../../scripts/bootstrap/verify/checks';
import { describeWithShared, SHARED } from '../support/shared';

const ROOT = join(__dirname, '..', '..');
const DOCUMENT = readFileSync(join(ROOT, 'docs', 'seeds.md'), 'utf8');

/** A row of a table: lines of a document, what they say, where that is, and the tests that hold it. */
interface Row {
  readonly first: number;
  readonly last: number;
  readonly where: string;
  readonly tests: readonly { readonly file: string; readonly name: string }[];
}

/** The rows by the number of the document. */
const SECTIONS: ReadonlyMap<string, readonly Row[]> = new Map(
  DOCUMENT.split(/^## (?=\d{3} )/m)
    .slice(1)
    .map(section => [section.slice(0, 3), rowsOf(section)]),
);

function rowsOf(section: string): Row[] {
  return [...section.matchAll(/^\| (\d+)(?:-(\d+))? \| (.*) \| (.*) \| (.*) \|$/gm)].map(
    ([, first, last, , where, tests]) => ({
      first: Number(first),
      last: Number(last ?? first),
      where,
      tests: tests.split('<br>').map(test => {
        const [, file = test, name = ''] = /^\[[\w-]+\]\(\.\.\/(test\/[\w/.-]+)\) › (.+)$/.exec(test) ?? [];
        return { file, name };
      }),
    }),
  );
}

const ROWS = [...SECTIONS.values()].flat();

test('there is a table for each document, each row with a test', () => {
  expect([...SECTIONS.keys()]).toEqual(['000', '001', '002', '003', '004']);
  for (const rows of SECTIONS.values()) expect(rows.length).toBeGreaterThan(15);
  expect(ROWS.filter(({ tests }) => tests.length === 0)).toEqual([]);
});

test('every test that a row names is in its file', () => {
  const texts = new Map<string, string>();
  const read = (file: string) => {
    const path = join(ROOT, file);
    if (!texts.has(file)) texts.set(file, existsSync(path) ? readFileSync(path, 'utf8').replaceAll("\\'", "'") : '');
    return texts.get(file) as string;
  };
  const named = ROWS.flatMap(({ tests }) => tests);
  expect(named.filter(({ file, name }) => name === '' || !read(file).includes(`'${name}'`))).toEqual([]);
});

test('every file and topology that a row names is there', () => {
  const paths = ROWS.flatMap(({ where }) =>
    [...where.matchAll(/`((?:lib|scripts|docs)\/[^`]+)`/g)].map(([, path]) => path),
  );
  expect(paths.length).toBeGreaterThan(100);
  expect(paths.filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
  expect(Object.keys(TOPOLOGIES).filter(name => !DOCUMENT.includes(`\`${name}\``))).toEqual([]);
});

test('every check of verify that a row names is there', () => {
  const named = ROWS.flatMap(({ where }) =>
    [...where.matchAll(/checks? (`[a-z-]+`(?: and `[a-z-]+`)?)/g)].flatMap(([, names]) =>
      names.replaceAll('`', '').split(' and '),
    ),
  );
  const known: readonly string[] = CHECKS.map(({ id }) => id);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(name => !known.includes(name))).toEqual([]);
});

describeWithShared('the documents', () => {
  const folder = join(SHARED, 'seeds');

  test.each([...SECTIONS.keys()])('%s has no line with words that no row is about', number => {
    const [file] = readdirSync(folder).filter(name => name.startsWith(number));
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    const rows = SECTIONS.get(number) ?? [];
    const missed = lines.flatMap((text, index) => {
      const line = index + 1;
      const isTraced = rows.some(({ first, last }) => first <= line && line <= last);
      return isTraced || !/[\p{L}\p{N}]/u.test(text) ? [] : [`${line}: ${text}`];
    });
    expect(missed).toEqual([]);
    expect(Math.max(...rows.map(({ last }) => last))).toBeLessThanOrEqual(lines.length);
  });
});
