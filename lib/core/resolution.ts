import type { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { OrderedChart } from './dependency-order';
import { type Finding, textOf, thrownFinding } from './findings';
import type { KubeObject } from './object-index';

/** A chart and its objects, resolved, in apply order. */
export interface ResolvedChart {
  readonly chart: Chart;
  readonly objects: readonly ResolvedObject[];
}

export interface ResolvedObject {
  readonly construct: ApiObject;
  readonly object: KubeObject;
}

/** Resolves every object once; what is thrown on the way is a finding at the object. */
export function resolveCharts(ordered: readonly OrderedChart[], constructs: readonly IConstruct[]) {
  const findings: Finding[] = [];
  const charts: ResolvedChart[] = ordered.map(({ chart, objects }) => ({
    chart,
    objects: objects.flatMap(construct => resolveObject(construct, findings)),
  }));
  findings.push(...addedSince(constructs));
  return { charts, findings };
}

function resolveObject(construct: ApiObject, findings: Finding[]): ResolvedObject[] {
  const { path } = construct.node;
  try {
    const object: KubeObject | undefined = construct.toJson();
    if (typeof object !== 'object') throw new Error(`toJson gives no object but ${object}`);
    return [{ construct, object }];
  } catch (thrown) {
    // cdk8s repeats path and name in front of what was thrown
    const prefix = `Failed serializing construct at path '${path}' with name '${construct.name}': `;
    const text = textOf(thrown);
    const message = text.startsWith(prefix) ? text.slice(prefix.length).replace(/^\w*Error: /, '') : text;
    findings.push(thrownFinding('AMB004', path, thrown, `the object cannot be resolved: ${message}`));
    return [];
  }
}

/** A construct that a Lazy value adds comes too late to be ordered, and would be missing without a word. */
function addedSince(constructs: readonly IConstruct[]): Finding[] {
  const known = new Set(constructs);
  const message = 'the construct was added while its app was being resolved';
  return constructs[0].node
    .findAll()
    .filter(construct => !known.has(construct))
    .map(({ node }) => ({ id: 'AMB004', level: 'error', path: node.path, message }));
}
