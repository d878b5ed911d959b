import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { DependencyGraph } from './dependency-graph';
import type { Finding } from './findings';

/** A chart and its own objects, in the order in which they are to be applied. */
export interface OrderedChart {
  readonly chart: Chart;
  readonly objects: readonly ApiObject[];
}

export interface ApplyOrder {
  readonly charts: readonly OrderedChart[];
  /** Whether one chart depends on another: file names then carry an index. */
  readonly indexed: boolean;
  readonly findings: readonly Finding[];
}

/**
 * The order in which stock cdk8s writes charts and their objects, found in one pass and without touching the tree.
 *
 * Stock adds every implied dependency to the constructs themselves, once for each chart; here they live in a graph.
 * @see https://github.com/cdk8s-team/cdk8s-core/blob/2.x/src/app.ts
 */
export function applyOrder(constructs: readonly IConstruct[]): ApplyOrder {
  const { dependencies, indexed, findings } = resolveDependencies(constructs);
  if (findings.length > 0) return { charts: unordered(constructs), indexed, findings };
  const graph = new DependencyGraph(constructs, dependencies);
  const cycle = graph.findCycle();
  if (cycle !== undefined) {
    const message = `the dependencies form a cycle: ${cycle.map(nameOf).join(' => ')}`;
    const finding: Finding = { id: 'AMB005', level: 'error', path: cycle[0].node.path, message };
    return { charts: unordered(constructs), indexed, findings: [finding] };
  }
  const charts = graph.topology().filter(Chart.isChart);
  return {
    charts: charts.map(chart => ({ chart, objects: ownObjects(chart, graph.topology(chart)) })),
    indexed,
    findings,
  };
}

/** The charts as they stand in the tree, so that the rest of an app without an order can still be checked. */
function unordered(constructs: readonly IConstruct[]): OrderedChart[] {
  return constructs.filter(Chart.isChart).map(chart => ({ chart, objects: ownObjects(chart, chart.node.findAll()) }));
}

/** A chart writes the objects of which it is the closest chart. */
function ownObjects(chart: Chart, constructs: readonly IConstruct[]): ApiObject[] {
  return constructs.filter(ApiObject.isApiObject).filter(object => object.chart === chart);
}

/** What each construct depends on, in the order in which stock cdk8s comes to know of it. */
function resolveDependencies(constructs: readonly IConstruct[]) {
  const dependencies = new Map<IConstruct, Set<IConstruct>>();
  const add = (source: IConstruct, target: IConstruct) => {
    const targets = dependencies.get(source);
    if (targets === undefined) dependencies.set(source, new Set([target]));
    else targets.add(target);
  };
  for (const construct of constructs) {
    for (const target of construct.node.dependencies) add(construct, target);
  }
  // A chart depends on the charts nested in it …
  const nested = constructs.filter(({ node }) => Chart.isChart(node.scope)).filter(Chart.isChart);
  for (const chart of nested) add(chart.node.scope as Chart, chart);
  // … and on the charts of what its constructs depend on.
  const findings: Finding[] = [];
  const crossing = constructs.flatMap(construct =>
    [...(dependencies.get(construct) ?? [])].flatMap(target => chartsOf(construct, target, findings)),
  );
  for (const { from, to } of crossing) add(from, to);
  return { dependencies, indexed: nested.length > 0 || crossing.length > 0, findings };
}

/** The charts at the two ends of a dependency, if there are two. */
function chartsOf(source: IConstruct, target: IConstruct, findings: Finding[]): { from: Chart; to: Chart }[] {
  try {
    const [from, to] = [Chart.of(source), Chart.of(target)];
    return from === to ? [] : [{ from, to }];
  } catch {
    findings.push(outsideAnyChart(source, target));
    return [];
  }
}

function outsideAnyChart(source: IConstruct, target: IConstruct): Finding {
  const message = `the dependency of ${nameOf(source)} on ${nameOf(target)} has an end outside any chart`;
  return { id: 'AMB005', level: 'error', path: source.node.path, message };
}

const nameOf = (construct: IConstruct) => (construct.node.path === '' ? 'the app' : construct.node.path);
