import fc from 'fast-check';
import { parse } from 'yaml';
import { toConfigText } from '../../../lib/mesh/config-text';

const AWKWARD = [
  'yes',
  'No',
  'null',
  '~',
  '1.5',
  '0x1f',
  '0o17',
  '12:30:45',
  '-',
  '- a',
  'a: b',
  'a #b',
  '{a}',
  "it's",
  ' a',
  'a ',
  '',
];

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...AWKWARD));

const json = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    tie('list'),
    tie('map'),
  ),
  list: fc.array(tie('value'), { maxLength: 3 }),
  map: fc.dictionary(text, tie('value'), { maxKeys: 3 }),
})).value;

describe('toConfigText', () => {
  test('writes keys in order, and lists at the indent of their key', () => {
    const labels = { matchExpressions: [{ operator: 'In', key: 'mode', values: ['on', 'a b'] }] };
    expect(toConfigText([{ podSelector: labels }, {}])).toBe(`- podSelector:
    matchExpressions:
    - key: mode
      operator: In
      values:
      - "on"
      - a b
- {}
`);
  });

  test.each(['1.1', '1.2'] as const)('writes what YAML %s reads as the same value', version => {
    fc.assert(
      fc.property(json, value => {
        const read = parse(toConfigText(value), { version, uniqueKeys: true });
        expect(JSON.stringify(sorted(read))).toBe(JSON.stringify(sorted(value)));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});

/** Maps in the order of their keys; what JSON makes of numbers such as -0. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, child]) => [key, sorted(child)]),
      )
    : value;
}
