import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { joinDocuments, toYaml } from '../../../lib/core/yaml-text';
import { SEED } from '../../support/seed';

/** Strings that YAML 1.1 would read as something else, or must quote, fold or indent. */
const AWKWARD = [
  ...['', ' ', '~', 'null', 'Null', 'y', 'N', 'yes', 'On', 'off', 'TRUE', 'e5', 'E10', 'e', '1e3', '.5', '.', '-', '?'],
  ...[
    '- a',
    '? a',
    'a: b',
    'a:',
    ':a',
    'a:b',
    'a #b',
    'a#b',
    '#a',
    '&a',
    '*a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a',
    '---',
  ],
  ...['--- a', '...', '0755', '0x1F', '0b11', '1_000', '12:30:45', '2020-01-01', '10m', '1.2.3', '169.254.7.127/32'],
  ...[
    '<<',
    '=',
    '{a}',
    '[a]',
    'a, b',
    '"a"',
    "'a'",
    `"a" and 'b'`,
    'a\tb',
    'a\r\nb',
    '\u0000',
    '\u0085',
    '\u2028',
    'ä',
  ],
  ...['a\nb', 'a\nb\n', 'a\n\nb\n\n', '\na', '\n\n', ' a\nb', 'a \nb', 'a\n b', 'a\n \nb', 'a\n\tb\n', '# c\nd: e\n'],
  ...[
    '---\na\n',
    'a\n---\nb\n',
    '%a\nb',
    `${'x'.repeat(50)}\n"q" 'q' \n y`,
    'x'.repeat(200),
    'word '.repeat(40),
    '\ud800',
  ],
  ...[
    '__proto__',
    'constructor',
    'toJSON',
    '0',
    '42',
    'a b',
    'istio.io/rev',
    'cni.istio.io/x',
    'k'.repeat(1020),
    'k'.repeat(1030),
  ],
];

const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...AWKWARD) },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...AWKWARD, ' ', '\n', ':', '#'), { maxLength: 4 }).map(a => a.join('')),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme-ascii' }) },
  fc.string({ unit: 'binary' }),
);
const leaf = fc.oneof(
  { weight: 5, arbitrary: text },
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(
    null,
    undefined,
    -0,
    1e21,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    10n,
    new Date(0),
    new Map([['a', 1]]),
  ),
);
const document = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

describe('toYaml', () => {
  it('writes what Yaml.stringify writes for any document', () => {
    fc.assert(
      fc.property(document, value => {
        expect(toYaml(value)).toBe(Yaml.stringify(value));
      }),
      { seed: SEED, numRuns: 5000 },
    );
  });

  it('writes what Yaml.stringify writes for each awkward string, as key and as value at any depth', () => {
    for (const one of AWKWARD) {
      for (const value of [
        one,
        [one],
        { a: one },
        { a: { b: [one, { c: one }, [[one]]] } },
        { [one]: { [one]: [one] } },
      ]) {
        expect(toYaml(value)).toBe(Yaml.stringify(value));
      }
    }
  });

  it('writes what Yaml.stringify writes for data that is met twice', () => {
    const shared = { a: ['b'] };
    const value = { first: shared, second: [shared, shared.a] };
    expect(toYaml(value)).toBe(Yaml.stringify(value));
  });

  it('joins documents as Yaml.stringify does', () => {
    const documents = [{ a: 1 }, undefined, { b: 'x\n' }];
    expect(joinDocuments(documents.map(toYaml))).toBe(Yaml.stringify(...documents));
    expect(joinDocuments([])).toBe(Yaml.stringify());
  });

  it('fails like Yaml.stringify on what YAML cannot say', () => {
    const value = { a: () => 1 };
    expect(() => Yaml.stringify(value)).toThrowErrorMatchingInlineSnapshot(`Tag not resolved for Function value`);
    expect(() => toYaml(value)).toThrowErrorMatchingInlineSnapshot(`Tag not resolved for Function value`);
  });
});
