import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KubeObject, ObjectIndex } from '../../../lib/core/object-index';
import { applyRules } from '../../../lib/core/rule';
import { RULES } from '../../../lib/rules';
import { readManifests } from '../../../lib/rules/manifests';
import { toVerdicts } from '../../../lib/rules/model/verdicts';
import {
  configMap,
  gateway,
  grant,
  http,
  https,
  namespace,
  policy,
  route,
  service,
  tlsSecret,
  waypoint,
} from '../../support/gateway-yaml';
import { mutated } from '../../support/random/mutations';
import { Random } from '../../support/random/schema-objects';
import { SEED } from '../../support/seed';
import { readShared, SHARED } from '../../support/shared';

const RUNS = 10_000;
const TEXT_RUNS = 1000;

/** What means something in YAML. */
const PIECES = [
  ...[': ', '- ', '? ', '<<: ', '\n', '\n---\n', '\t', '\0', ' # ', '%', '👍', 'yes', '0x1'],
  ...['"', "'", '{', '}', '[', ']', '&a ', '*a', '!!x ', '|', '>-', '@', '`'],
];

const PARAMETERS = { infrastructure: { parametersRef: { group: '', kind: 'ConfigMap', name: 'options' } } };
const OWN = [
  namespace('edge'),
  namespace('app', { env: 'prod', 'istio.io/use-waypoint': 'w' }),
  tlsSecret('edge/cert'),
  configMap('edge/options', { deployment: 'spec:\n  replicas: 2\n' }),
  gateway('edge/g', [http('http'), https('https', [{ name: 'cert' }], { hostname: 'a.test' })], PARAMETERS),
  waypoint('app/w', { namespaces: { from: 'All' } }, { 'istio.io/waypoint-for': 'all' }),
  service('app/web', { 'istio.io/use-waypoint': 'w' }),
  route('HTTPRoute', 'app/r', [
    { name: 'g', namespace: 'edge' },
    { group: '', kind: 'Service', name: 'web' },
  ]),
  route('TCPRoute', 'edge/t', [{ name: 'g', sectionName: 'http', port: 80 }]),
  grant('app/grant', { kind: 'HTTPRoute', namespace: 'edge' }, { kind: 'Service' }),
  policy('app/p', {
    targetRefs: [{ group: '', kind: 'Service', name: 'web' }],
    rules: [{ to: [{ operation: { methods: ['GET'] } }] }],
  }),
  policy('app/q', { action: 'DENY', rules: [{ from: [{ source: { namespaces: ['edge'] } }] }] }),
].join('');

/** The examples of every rule. */
function examples(): string[] {
  const folder = join(__dirname, 'examples');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.yaml'));
  return files.map(file => readFileSync(join(folder, file), 'utf8'));
}

/** The recorded cases, where they are. */
function recorded(): string[] {
  const folder = join(SHARED, 'reference', 'attachment');
  const files = existsSync(folder) ? readdirSync(folder).filter(file => file.endsWith('.yaml')) : [];
  return files.map(file => readShared('reference', 'attachment', file));
}

const TEXTS = [OWN, ...examples()];
const objectsIn = (text: string): object[] => readManifests(text, 'x').objects.map(({ object }) => object);

/** Only objects get as far as an index. */
function toIndex(values: readonly unknown[]): ObjectIndex {
  const objects = values.filter(value => typeof value === 'object' && value !== null && !Array.isArray(value));
  return new ObjectIndex(objects.map(object => ({ object: object as KubeObject, path: 'a', chart: 'b' })));
}

function judge(objects: readonly unknown[]): void {
  const index = toIndex(objects);
  toVerdicts(index);
  for (const { cause } of applyRules(RULES, index)) if (cause !== undefined) throw cause;
}

test.each<[string, unknown[]]>([
  ['parameters that are null', [...objectsIn(OWN + configMap('edge/options', { service: null as never }))]],
  ['a kind of an inherited name', [{ apiVersion: 'policy/v1beta1', kind: 'constructor', metadata: { name: 'a' } }]],
  ['a kind that cannot be made a text', [{ apiVersion: 'v1', kind: { toString: '*' } }]],
])('%s: no exception', (_what, objects) => expect(() => judge(objects)).not.toThrow());

describe(`${RUNS} mutated manifests, seed ${SEED}`, () => {
  it('have verdicts and findings, never an exception', () => {
    const random = new Random(SEED);
    const small = TEXTS.map(objectsIn);
    // These are large and take long.
    const large = [OWN, ...recorded()].map(objectsIn);
    for (let run = 0; run < RUNS; run++) {
      const objects = mutated(random.pick(run % 10 === 0 ? large : small), random);
      try {
        judge(objects);
      } catch (error) {
        throw new Error(`run ${run} of seed ${SEED}: ${(error as Error).stack}\n${JSON.stringify(objects)}`);
      }
    }
  }, 60_000);

  it('are read, or named with file and line, whatever was done to their text', () => {
    const random = new Random(SEED);
    for (let run = 0; run < TEXT_RUNS; run++) {
      let text = random.pick(TEXTS).slice(0, 2000);
      for (let times = 1 + Math.floor(random.next() * 3); times > 0; times--) {
        const at = Math.floor(random.next() * text.length);
        const end = random.chance(0.5) ? at : at + Math.floor(random.next() * 40);
        text = text.slice(0, at) + random.pick(PIECES) + text.slice(end);
      }
      const { objects, unreadable } = readManifests(text, 'a.yaml');
      const places = [...objects.map(({ path }) => path), ...unreadable.map(({ place }) => place)];
      if (!places.every(place => /^a\.yaml:[1-9]\d*(:\d+)?$/.test(place)))
        throw new Error(`seed ${SEED}: ${places}\n${text}`);
    }
  }, 60_000);
});
