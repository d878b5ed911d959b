import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { toYaml } from '../../../lib/core/yaml-text';
import { readPlainYaml } from '../../../lib/rules/plain-yaml';
import { readAnyYaml } from '../../../lib/rules/yaml-document';
import { Random } from '../../support/random/schema-objects';
import { SEED } from '../../support/seed';

const RUNS = 4000;

const EXAMPLES = join(__dirname, 'examples');
const DOCUMENTS = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.yaml'))
  .flatMap(file => readFileSync(join(EXAMPLES, file), 'utf8').split(/^---$/m))
  .filter(text => readPlainYaml(text) !== undefined);

const PIECES = [
  ...[
    ': ',
    '- ',
    '-',
    ':',
    '? ',
    '<<: ',
    '\n',
    '\n\n',
    '  ',
    ' ',
    '\t',
    ' # c',
    '#',
    '%',
    '\0',
    '\u0085',
    '\u2028',
    'é',
  ],
  ...['"', "'", '{', ']', '{}', '[]', '&a ', '*a', '!!x ', '|', '|-', '>', '@', '\\', ',', 'a: |\n  b\n c\n'],
  ...['yes', 'null', '~', '0', '0644', '0x1', '1e3', '.5', '5m', '10.0.0.1', '1_000', '12:30', '.inf', '2026-01-01'],
];

/** Fails unless a document, if it is plain, says what a full reader reads. */
function compare(text: string): boolean {
  const plain = readPlainYaml(text);
  if (plain === undefined) return false;
  const reading = readAnyYaml(text);
  if (!('value' in reading) || !isDeepStrictEqual(plain, reading.value)) {
    throw new Error(`seed ${SEED}: ${JSON.stringify({ text, plain, reading })}`);
  }
  return true;
}

describe(`what is read as plain YAML, seed ${SEED},`, () => {
  it('says what a full reader reads, in every example', () => {
    expect(DOCUMENTS.length).toBeGreaterThan(100);
    for (const text of DOCUMENTS) compare(text);
  });

  it(`says the same after any change, ${RUNS} times`, () => {
    const random = new Random(SEED);
    let plain = 0;
    for (let run = 0; run < RUNS; run++) {
      let text = random.pick(DOCUMENTS);
      for (let times = 1 + Math.floor(random.next() * 3); times > 0; times--) {
        const at = Math.floor(random.next() * text.length);
        text = text.slice(0, at) + random.pick(PIECES) + text.slice(at + Math.floor(random.next() * 6));
      }
      if (compare(text)) plain++;
    }
    expect(plain).toBeGreaterThan(RUNS / 20);
  });

  it('is what synth writes of most objects', () => {
    const object = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', labels: { 'app.kubernetes.io/name': 'web' } },
      data: { 'nginx.conf': 'server {\n  listen 80;\n\n}\n', on: 'yes', port: '80', none: '', cpu: '5m' },
      list: [{ a: 1, b: [true, null] }, 'x', {}, []],
    };
    expect(readPlainYaml(toYaml(object))).toEqual(object);
  });
});
