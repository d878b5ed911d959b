import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FINDING_IDS, RETIRED_IDS } from '../../../lib/rules/ids';
import { findMentions, type Mention } from '../../../scripts/explain/mentions';
import { errorTexts } from '../../support/error-texts';

const ROOT = join(__dirname, '..', '..', '..');

const filesIn = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.(test\.ts|snap)$/.test(file))
    .map(file => readFileSync(join(ROOT, folder, file), 'utf8'));

/** All that unit tests expect, as it is printed: without backslashes, and with lines that are put together. */
const EXPECTED = ['test/unit', '__snapshots__/unit']
  .flatMap(filesIn)
  .map(text => text.replace(/\\n['`]\s*\+\s*['`]/g, '\n').replace(/\\+(["'`$\\])/g, '$1'));

/** What follows the id in a message as a whole, in each of the forms that it is printed in. */
const FORMS = [
  /: found .+, expected .+: .+/,
  /\b.*\n\s+found (?:.+\n)+?\s+expected (?:.+\n)+?\s+cure: .+/,
  /: (?:.+\n)+?\s+cure: .+/,
  /,\n\s+level: .*\n\s+message: found .+, expected .+: .+/,
  / at [^'"`\n]*\n\s+(?!found)[^\s})\]].*/, // what was thrown is all that is known
];
const WHOLE = new RegExp(`(AMB\\d{3})(?:${FORMS.map(({ source }) => source).join('|')})`, 'g');

const whole = new Map<string, string[]>();
for (const [message, id] of EXPECTED.flatMap(text => [...text.matchAll(WHOLE)])) {
  whole.set(id, [...(whole.get(id) ?? []), message]);
}

test('of each id some test asserts a whole message', () => {
  const used = Object.keys(FINDING_IDS).filter(id => !(id in RETIRED_IDS));
  expect(used.filter(id => !whole.has(id))).toEqual([]);
});

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The text of a source, which says `…` where it has a value. */
const pattern = (text = '') => text.split('…').map(literally).join('[^]*?');

const isAsserted = (id: string, { expected, cure }: Mention) =>
  (whole.get(id) ?? []).some(message => new RegExp(`${pattern(expected)}[^]*${pattern(cure)}`).test(message));

test('of each place that findings come from some test asserts a whole message', () => {
  const places = [...findMentions()].flatMap(([id, mentions]) => mentions.map(mention => ({ id, mention })));
  expect(places.length).toBeGreaterThan(Object.keys(FINDING_IDS).length);
  const silent = places.filter(({ id, mention }) => !isAsserted(id, mention));
  expect(silent.map(({ id, mention: { file, line } }) => `${id} of ${file}:${line}`)).toEqual([]);
});

const ALL = EXPECTED.join('\n');

/** Whether a text, with whatever stands for its values, is in one line of what is expected, or for itself in several. */
function isExpected(text: string): boolean {
  const [longest = ''] = text.split('…').sort((a, b) => b.length - a.length);
  const line = new RegExp(text.split('…').map(literally).join('.*'));
  for (let at = ALL.indexOf(longest); at >= 0; at = ALL.indexOf(longest, at + 1)) {
    const [start, end] = [ALL.lastIndexOf('\n', at), ALL.indexOf('\n', at + longest.length)];
    if (line.test(ALL.slice(start + 1, end < 0 ? undefined : end))) return true;
  }
  return false;
}

test('of each text of an error some test expects what it becomes', () => {
  const texts = errorTexts();
  expect(texts.length).toBeGreaterThan(1000);
  const silent = texts.filter(({ text }) => !isExpected(text));
  expect(silent.map(({ file, line, text }) => `${file}:${line}: ${text}`)).toEqual([]);
});
