import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** A construct, or the group of all objects in it, which many objects may depend on at once. */
interface Vertex {
  readonly construct: IConstruct;
  readonly isGroup: boolean;
  readonly outbound: Vertex[];
}

/**
 * The constructs of an app and what they depend on.
 *
 * A dependency between two constructs implies one from each object in the first to each object in the second. These
 * pairs are not stored: every object of the first points to one group that points to the objects of the second, which
 * leaves the order as it is and the size linear.
 */
export class DependencyGraph {
  private readonly vertices: Record<string, Vertex> = {};
  private readonly groups = new Map<IConstruct, Vertex>();
  private readonly members = new Map<IConstruct, readonly ApiObject[]>();

  constructor(constructs: readonly IConstruct[], dependencies: ReadonlyMap<IConstruct, ReadonlySet<IConstruct>>) {
    for (const construct of constructs)
      this.vertices[construct.node.path] = { construct, isGroup: false, outbound: [] };
    for (const construct of constructs) {
      for (const target of dependencies.get(construct) ?? []) this.addEdge(construct, target);
    }
    for (const construct of constructs) {
      for (const target of dependencies.get(construct) ?? []) this.addImplied(construct, target);
    }
  }

  /**
   * Constructs with what they depend on in front of them, of the app or of one construct and all below it. Otherwise
   * in the order of stock cdk8s, which is that of the keys of an object: paths that are numbers come first.
   */
  public topology(within?: IConstruct): IConstruct[] {
    const scope =
      within === undefined
        ? Object.values(this.vertices)
        : within.node.findAll().map(({ node }) => this.vertices[node.path]);
    if (scope.every(({ outbound }) => outbound.length === 0)) return scope.map(({ construct }) => construct);
    const inside = new Set(scope.map(({ construct }) => construct));
    const reachable = (vertex: Vertex) => inside.has(vertex.construct);
    const targets = targetsOf(scope, reachable);
    const order: IConstruct[] = [];
    const done = new Set<Vertex>();
    for (const vertex of scope) if (!targets.has(vertex)) visit(vertex, reachable, done, order);
    return order;
  }

  /** The constructs of one cycle, from one of them back to itself. */
  public findCycle(): IConstruct[] | undefined {
    const done = new Set<Vertex>();
    for (const vertex of Object.values(this.vertices)) {
      const cycle = visit(vertex, () => true, done, []);
      if (cycle === undefined) continue;
      const constructs = cycle.slice(1).flatMap(({ construct, isGroup }) => (isGroup ? [] : construct));
      return [constructs[constructs.length - 1], ...constructs];
    }
    return undefined;
  }

  private addEdge(source: IConstruct, target: IConstruct): void {
    const vertex = this.vertices[target.node.path];
    if (vertex !== undefined) this.vertices[source.node.path].outbound.push(vertex);
  }

  private addImplied(source: IConstruct, target: IConstruct): void {
    const overlap = source.node.scopes.includes(target) || target.node.scopes.includes(source);
    if (!overlap) {
      const group = this.groupOf(target);
      for (const object of this.objectsOf(source)) this.vertices[object.node.path].outbound.push(group);
      return;
    }
    for (const to of this.objectsOf(target)) {
      for (const from of this.objectsOf(source)) if (from !== to) this.addEdge(from, to);
    }
  }

  private groupOf(construct: IConstruct): Vertex {
    let group = this.groups.get(construct);
    if (group === undefined) {
      const outbound = this.objectsOf(construct).flatMap(({ node }) => this.vertices[node.path] ?? []);
      group = { construct, isGroup: true, outbound };
      this.groups.set(construct, group);
    }
    return group;
  }

  /** The objects in a construct that belong to the same chart as it. */
  private objectsOf(construct: IConstruct): readonly ApiObject[] {
    let objects = this.members.get(construct);
    if (objects === undefined) {
      const chart = Chart.of(construct);
      objects = construct.node
        .findAll()
        .filter((child): child is ApiObject => ApiObject.isApiObject(child) && child.chart === chart);
      this.members.set(construct, objects);
    }
    return objects;
  }
}

/** Everything that something in scope points to, directly or through a group. */
function targetsOf(scope: readonly Vertex[], reachable: (vertex: Vertex) => boolean): Set<Vertex> {
  const targets = new Set<Vertex>();
  for (const { outbound } of scope) {
    for (const vertex of outbound) {
      if (targets.has(vertex) || !reachable(vertex)) continue;
      targets.add(vertex);
      if (vertex.isGroup) for (const member of vertex.outbound) targets.add(member);
    }
  }
  return targets;
}

/** Depth first, dependencies before dependants, without recursion; returns the cycle that it runs into, if any. */
function visit(
  root: Vertex,
  reachable: (vertex: Vertex) => boolean,
  done: Set<Vertex>,
  order: IConstruct[],
): Vertex[] | undefined {
  if (done.has(root)) return undefined;
  const open = new Map<Vertex, number>([[root, 0]]);
  const trail = [root];
  while (trail.length > 0) {
    const vertex = trail[trail.length - 1];
    const position = open.get(vertex) ?? 0;
    const next = vertex.outbound[position];
    open.set(vertex, position + 1);
    if (next === undefined) {
      open.delete(vertex);
      trail.pop();
      done.add(vertex);
      if (!vertex.isGroup) order.push(vertex.construct);
    } else if (open.has(next)) {
      return [...trail.slice(trail.indexOf(next)), next];
    } else if (reachable(next) && !done.has(next)) {
      open.set(next, 0);
      trail.push(next);
    }
  }
  return undefined;
}
