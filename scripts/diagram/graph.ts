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
  private readonly ids = new Map<string, string>();
  private readonly byKey = new Map<string, Edge>();

  /** Adds a node where it is not there yet, and returns its id. */
  node(node: Node): string {
    const key = keyOf(node.kind, node.namespace, node.name);
    const id = this.ids.get(key) ?? this.freeId(node);
    if (!this.byId.has(id)) this.byId.set(id, node);
    this.ids.set(key, id);
    return id;
  }

  /** The id of a node that is there. */
  find(kind: NodeKind, namespace: string | undefined, name: string): string | undefined {
    return this.ids.get(keyOf(kind, namespace, name));
  }

  /** Namespace and name as one word, with a number behind it where another node has that. */
  private freeId({ kind, namespace, name }: Node): string {
    const words = [kind, ...(namespace === undefined ? [] : [namespace]), name];
    const wanted = words.join('_').replace(/[^A-Za-z0-9]+/g, '_');
    for (let [id, number] = [wanted, 2]; ; id = `${wanted}_${number++}`) if (!this.byId.has(id)) return id;
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

const keyOf = (kind: NodeKind, namespace: string | undefined, name: string) => `${kind} ${namespace ?? ''}/${name}`;
