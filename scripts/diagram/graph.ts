/** What a node stands for; it decides the shape. */
export type NodeKind = 'outside' | 'gateway' | 'waypoint' | 'route' | 'service' | 'workload' | 'external';

export interface Node {
  readonly kind: NodeKind;
  /** Undefined outside of the cluster. */
  readonly namespace?: string;
  readonly name: string;
  /** What is written below the name. */
  readonly lines: readonly string[];
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** Where traffic goes, or who a policy lets in or keeps out. */
  readonly kind: 'traffic' | 'allowed' | 'denied';
}

/** Nodes and edges, each once, in the order in which they came. */
export class Graph {
  private readonly byId = new Map<string, Node>();
  private readonly byKey = new Map<string, Edge>();

  /** Adds a node where it is not there yet, and returns its id. */
  node(node: Node): string {
    const id = idOf(node.kind, node.namespace, node.name);
    if (!this.byId.has(id)) this.byId.set(id, node);
    return id;
  }

  /** The id of a node that is there. */
  find(kind: NodeKind, namespace: string | undefined, name: string): string | undefined {
    const id = idOf(kind, namespace, name);
    return this.byId.has(id) ? id : undefined;
  }

  /** Adds an edge; labels of edges between the same nodes come together. */
  edge(edge: Edge): void {
    const key = `${edge.from} ${edge.to} ${edge.kind}`;
    const labels = new Set([...(this.byKey.get(key)?.label.split('\n') ?? []), edge.label].filter(Boolean));
    this.byKey.set(key, { ...edge, label: [...labels].join('\n') });
  }

  get nodes(): readonly (readonly [string, Node])[] {
    return [...this.byId];
  }

  get edges(): readonly Edge[] {
    return [...this.byKey.values()];
  }
}

function idOf(kind: NodeKind, namespace: string | undefined, name: string): string {
  return [kind, ...(namespace === undefined ? [] : [namespace]), name].join('_').replace(/[^A-Za-z0-9]+/g, '_');
}
