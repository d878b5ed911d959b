import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TOPOLOGIES } from '../../lib/topologies';

const ROOT = join(__dirname, '..', '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const layers: { path: string; holds: string }[] = JSON.parse(read('layers.json'));
const documents = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.md'))
    .map(file => join('docs', file)),
].sort();

test('the table of layers is the list that is checked', () => {
  const table = layers.map(({ path, holds }) => `| \`${path}\` | ${holds} |`).join('\n');
  expect(read('docs/architecture.md')).toContain(`| layer | holds |\n|---|---|\n${table}\n\n`);
});

test.each(documents)('%s links to files that are there', file => {
  const targets = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target);
  expect(targets.filter(target => !existsSync(join(ROOT, dirname(file), target)))).toEqual([]);
});

test.each(documents)('%s names npm scripts that are there', file => {
  const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
  const named = [...read(file).matchAll(/npm run (?:--silent )?([a-z:]+)/g)].map(([, script]) => script);
  expect(named.filter(script => !scripts.includes(script))).toEqual([]);
});

test('README.md names every topology', () => {
  const named = [...read('README.md').matchAll(/^\| `([a-z0-9/-]+)` \|/gm)].map(([, name]) => name);
  expect(Object.keys(TOPOLOGIES).filter(name => !named.includes(name))).toEqual([]);
});
