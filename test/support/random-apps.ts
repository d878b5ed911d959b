import {
  ApiObject,
  type ApiObjectMetadataDefinition,
  type App,
  type AppProps,
  Chart,
  type IResolver,
  JsonPatch,
  Lazy,
  type ResolutionContext,
} from 'cdk8s';
import { Construct, DependencyGroup, type IConstruct } from 'constructs';
import * as fc from 'fast-check';

/** A node of a random app. */
interface NodePlan {
  readonly type: 'chart' | 'group' | 'object';
  readonly id: string;
  readonly namespace?: string;
  readonly hashes: boolean;
  readonly kind: string;
  readonly name?: string;
  readonly spec: unknown;
  readonly patch?: keyof typeof PATCHES;
  readonly late?: keyof typeof LATE;
  readonly children: readonly NodePlan[];
}

export interface AppPlan {
  readonly nodes: readonly NodePlan[];
  /** By position among all nodes, of the last one where there are fewer. */
  readonly dependencies: readonly { readonly from: number; readonly to: readonly number[] }[];
}

/** Builds a planned app of either class. */
export function buildApp<T extends App>(AppClass: new (props: AppProps) => T, props: AppProps, plan: AppPlan): T {
  const app = new AppClass({ ...props, resolvers: [new Shouted()] });
  const built: IConstruct[] = [];
  for (const node of plan.nodes) build(app, node, built);
  for (const { from, to } of plan.dependencies) {
    if (built.length === 0) break;
    const source = built[Math.min(from, built.length - 1)];
    // stock drops what depends on itself without a word, which is not to be imitated
    const targets = to
      .map(position => built[Math.min(position, built.length - 1)])
      .filter(target => target !== source && inChart(target));
    if (!inChart(source)) continue;
    if (targets.length === 1) source.node.addDependency(targets[0]);
    if (targets.length > 1) source.node.addDependency(new DependencyGroup(...targets));
  }
  return app;
}

/** A dependency with an end outside any chart is an error in both. */
const inChart = (construct: IConstruct) => construct.node.scopes.some(Chart.isChart);

function build(scope: Construct, plan: NodePlan, built: IConstruct[]): void {
  const id = scope.node.tryFindChild(plan.id) === undefined ? plan.id : `${plan.id}${built.length}`;
  const construct = create(scope, id, plan);
  built.push(construct);
  for (const child of plan.children) build(construct, child, built);
}

function create(
  scope: Construct,
  id: string,
  { type, namespace, hashes, kind, name, spec, patch, late }: NodePlan,
): Construct {
  if (type === 'chart') {
    return new Chart(scope, id, { namespace, disableResourceNameHashes: !hashes, labels: hashes ? {} : { app: id } });
  }
  if (type === 'group') return new Construct(scope, id);
  const metadata = name === undefined ? undefined : { name, namespace };
  const object = new ApiObject(scope, id, { apiVersion: kind === 'Route' ? 'x.io/v1' : 'v1', kind, metadata, spec });
  if (patch !== undefined) object.addJsonPatch(PATCHES[patch]);
  if (late !== undefined) LATE[late](object.metadata);
  return object;
}

const PATCHES = {
  add: JsonPatch.add('/spec', { added: ['x', { deep: '10m' }] }),
  rename: JsonPatch.replace('/metadata/name', 'renamed'),
  unlabelled: JsonPatch.add('/metadata/labels', {}),
  copy: JsonPatch.copy('/metadata', '/copied'),
  move: JsonPatch.move('/metadata/name', '/metadata/generateName'),
  remove: JsonPatch.remove('/apiVersion'),
};

/** What is said of an object after it was made. */
const LATE = {
  label: (metadata: ApiObjectMetadataDefinition) => metadata.addLabel('late', Lazy.any({ produce: () => 'shout' })),
  annotation: (metadata: ApiObjectMetadataDefinition) => metadata.addAnnotation('late', ''),
  finalizers: (metadata: ApiObjectMetadataDefinition) => metadata.addFinalizers('x.io/a', 'x.io/b'),
  owner: (metadata: ApiObjectMetadataDefinition) =>
    metadata.addOwnerReference({ apiVersion: 'v1', kind: 'Pod', name: 'owner', uid: '1' }),
  field: (metadata: ApiObjectMetadataDefinition) => metadata.add('managedFields', [{ a: undefined, b: null }]),
};

/** A custom resolver, which comes before those of cdk8s. */
class Shouted implements IResolver {
  public resolve(context: ResolutionContext): void {
    if (context.value === 'shout') context.replaceValue('SHOUTED');
  }
}

/** What the generated classes use where the API takes a number or a string. */
class NumberOrString {
  constructor(public readonly value: number | string) {}
}

const ids = fc.constantFrom(
  'a',
  'b',
  'web',
  'Default',
  'Resource',
  '1',
  '42',
  '007',
  'A b',
  'x/y',
  'ü',
  '...',
  'l'.repeat(70),
);
const leaf = fc.oneof(
  fc.constantFrom('x', '10m', 'on', 'a\nb\n', 'shout', '', 80, 0.5, true, null, undefined),
  fc.integer().map(value => new NumberOrString(value)),
  fc.string().map(value => Lazy.any({ produce: () => value })),
  fc.string().map(value => ({ resolve: () => ({ token: value }) })),
);
const spec = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('z', 'a', 'key with space', '8080', 'yes'), tie('value'), { noNullPrototype: true }),
    tie('value').map(value => Lazy.any({ produce: () => value })),
  ),
})).value;

const fields = {
  id: ids,
  namespace: fc.option(fc.constantFrom('ns1', 'ns2'), { nil: undefined }),
  hashes: fc.boolean(),
  kind: fc.constantFrom('ConfigMap', 'CronJob', 'Route', 'Odd/Kind'),
  name: fc.option(fc.constantFrom('web', 'api', 'A_B/c'), { nil: undefined }),
  spec,
  patch: fc.option(fc.constantFrom(...(Object.keys(PATCHES) as (keyof typeof PATCHES)[])), {
    nil: undefined,
    freq: 12,
  }),
  late: fc.option(fc.constantFrom(...(Object.keys(LATE) as (keyof typeof LATE)[])), { nil: undefined }),
};
const node = (type: NodePlan['type'], children: fc.Arbitrary<readonly NodePlan[]>): fc.Arbitrary<NodePlan> =>
  fc.record({ type: fc.constant(type), ...fields, children });

const nodes = fc.letrec<{ inApp: NodePlan; inChart: NodePlan }>(tie => ({
  inApp: fc.oneof(
    { maxDepth: 3 },
    { weight: 4, arbitrary: node('chart', fc.array(tie('inChart'), { maxLength: 5 })) },
    node('group', fc.array(tie('inApp'), { maxLength: 2 })),
  ),
  inChart: fc.oneof(
    { maxDepth: 4 },
    { weight: 6, arbitrary: node('object', fc.constant([])) },
    node('object', fc.array(node('object', fc.constant([])), { maxLength: 2 })),
    node('group', fc.array(tie('inChart'), { maxLength: 3 })),
    node('chart', fc.array(tie('inChart'), { maxLength: 3 })),
  ),
}));

const position = fc.nat({ max: 40 });

/** Of an earlier node on later ones or the other way round: either way, several of them seldom form a cycle. */
const dependencies = fc
  .record({
    forward: fc.boolean(),
    pairs: fc.array(fc.record({ a: position, b: position, c: fc.option(position, { nil: undefined }) }), {
      maxLength: 5,
    }),
  })
  .map(({ forward, pairs }) =>
    pairs.map(({ a, b, c = b }) => ({
      from: forward ? Math.min(a, b, c) : Math.max(a, b, c),
      to: [a, b, c],
    })),
  );

/** Random apps: nested charts, groups, objects in objects, dependencies of any on any, lazy values, patches, odd names and metadata. */
export const appPlans: fc.Arbitrary<AppPlan> = fc.record({
  nodes: fc.array(nodes.inApp, { maxLength: 6, size: 'max' }),
  dependencies,
});
