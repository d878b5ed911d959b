import { describeKey, groupOf, type IndexedObject, type KubeObject, type ObjectIndex } from '../../core/object-index';
import { admit } from '../schema/admission';
import type { Violation } from '../schema/schema';
import { CLUSTER_WIDE, type KindId, kindId, NAMESPACE } from './kinds';

/** An object as a cluster would have it. */
export interface Stored {
  readonly kind: KindId;
  /** Empty for a kind without namespaces. */
  readonly namespace: string;
  readonly name: string;
  /** With the defaults of its schema. */
  readonly object: KubeObject;
  /** Where it comes from. */
  readonly source: IndexedObject;
}

/** An object that the API server does not take. */
export interface Refused {
  readonly source: IndexedObject;
  readonly violations: readonly Violation[];
}

/** The label that every namespace has on a cluster. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

/** What an API server makes of the objects: which it stores, with defaults, and which it refuses. */
export class Cluster {
  /** Stored and refused, in apply order; of several with one key the last counts, in the place of the first. */
  public readonly entries: readonly (Stored | Refused)[];
  public readonly refused: readonly Refused[];
  private readonly byKind = new Map<KindId, Map<string, Stored>>();
  private readonly inhabited = new Set<string>();
  private readonly kindsIn = new Set<string>();

  constructor(index: ObjectIndex) {
    const entries: (Stored | Refused)[] = [];
    for (const source of index.all) {
      const { stored, violations } = admit(source.object);
      const entry = violations.length > 0 ? { source, violations } : this.store(stored as KubeObject, source);
      if (entry !== undefined) entries.push(entry);
    }
    this.refused = entries.filter(isRefused);
    this.entries = entries.map(entry =>
      isRefused(entry) ? entry : (this.find(entry.kind, entry.namespace, entry.name) ?? entry),
    );
  }

  /** Every stored object of a kind, in apply order. */
  public ofKind(kind: KindId): readonly Stored[] {
    return [...(this.byKind.get(kind)?.values() ?? [])];
  }

  public find(kind: KindId, namespace: string, name: string): Stored | undefined {
    return this.byKind.get(kind)?.get(`${namespace}/${name}`);
  }

  /** Whether what is here of a kind is all that there is in a namespace: its own manifest is here, or one of the kind. */
  public knows(kind: KindId, namespace: string): boolean {
    return this.find(NAMESPACE, '', namespace) !== undefined || this.has(kind, namespace);
  }

  /** Whether a namespace has an object of a kind. */
  public has(kind: KindId, namespace: string): boolean {
    return this.kindsIn.has(`${kind} ${namespace}`);
  }

  /** Whether any object lives in a namespace, or its own manifest is here; of others nothing is known. */
  public knowsNamespace(name: string): boolean {
    return this.inhabited.has(name) || this.find(NAMESPACE, '', name) !== undefined;
  }

  /** The labels of a namespace that objects live in, also where its own manifest is elsewhere; else undefined. */
  public namespaceLabels(name: string): Readonly<Record<string, string>> | undefined {
    const namespace = this.find(NAMESPACE, '', name);
    if (!this.knowsNamespace(name)) return undefined;
    return { ...namespace?.object.metadata.labels, [NAME_LABEL]: name };
  }

  /** Puts an object away; undefined if it takes the place of another. */
  private store(object: KubeObject, source: IndexedObject): Stored | undefined {
    const kind = kindId(groupOf(object.apiVersion), object.kind);
    const { name } = object.metadata;
    const namespace = CLUSTER_WIDE.has(kind) ? '' : (object.metadata.namespace ?? 'default');
    const stored = { kind, namespace, name, object, source };
    const objects = this.byKind.get(kind) ?? new Map<string, Stored>();
    const key = `${namespace}/${name}`;
    const isNew = !objects.has(key);
    this.byKind.set(kind, objects.set(key, stored));
    this.inhabited.add(namespace);
    this.kindsIn.add(`${kind} ${namespace}`);
    return isNew ? stored : undefined;
  }
}

export function isRefused(entry: Stored | Refused): entry is Refused {
  return 'violations' in entry;
}

/** An object in the words of a message: `HTTPRoute app/web`. */
export function describe({ object, namespace, name }: Stored): string {
  return describeKey({ kind: object.kind, name, namespace: namespace === '' ? undefined : namespace });
}

/** The labels of a stored object. */
export const labelsOf = ({ object }: Stored): Readonly<Record<string, string>> => object.metadata.labels ?? {};

/** The annotations of a stored object. */
export const annotationsOf = ({ object }: Stored): Readonly<Record<string, string>> =>
  object.metadata.annotations ?? {};
