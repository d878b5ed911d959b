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

/** The stored objects of a kind. */
interface OfKind {
  readonly kind: KindId;
  /** In apply order. */
  readonly list: Stored[];
  /** Where in the list, by namespace and name. */
  readonly places: Map<string, Map<string, number>>;
}

/** What an API server makes of the objects: which it stores, with defaults, and which it refuses. */
export class Cluster {
  /** Stored and refused, in apply order; of several with one key the last counts, in the place of the first. */
  public readonly entries: readonly (Stored | Refused)[];
  public readonly refused: readonly Refused[];
  private readonly byKind = new Map<KindId, OfKind>();
  /** The same by `apiVersion` and kind, as objects name them. */
  private readonly byType = new Map<string, Map<string, OfKind>>();
  private readonly inhabited = new Set<string>();
  private isAnyReplaced = false;

  constructor(index: ObjectIndex) {
    const entries: (Stored | Refused)[] = [];
    for (const source of index.all) {
      const { stored, violations } = admit(source.object);
      const entry = violations.length > 0 ? { source, violations } : this.store(stored as KubeObject, source);
      if (entry !== undefined) entries.push(entry);
    }
    this.refused = entries.filter(isRefused);
    this.entries = this.isAnyReplaced ? entries.map(entry => this.latest(entry)) : entries;
  }

  /** Every stored object of a kind, in apply order. */
  public ofKind(kind: KindId): readonly Stored[] {
    return this.byKind.get(kind)?.list ?? [];
  }

  public find(kind: KindId, namespace: string, name: string): Stored | undefined {
    const ofKind = this.byKind.get(kind);
    const place = ofKind?.places.get(namespace)?.get(name);
    return place === undefined ? undefined : ofKind?.list[place];
  }

  /** Whether what is here of a kind is all that there is in a namespace: its own manifest is here, or one of the kind. */
  public knows(kind: KindId, namespace: string): boolean {
    return this.find(NAMESPACE, '', namespace) !== undefined || this.has(kind, namespace);
  }

  /** Whether a namespace has an object of a kind. */
  public has(kind: KindId, namespace: string): boolean {
    return this.byKind.get(kind)?.places.has(namespace) ?? false;
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

  private latest(entry: Stored | Refused): Stored | Refused {
    return isRefused(entry) ? entry : (this.find(entry.kind, entry.namespace, entry.name) ?? entry);
  }

  /** Puts an object away; undefined if it takes the place of another. */
  private store(object: KubeObject, source: IndexedObject): Stored | undefined {
    const { kind, list, places } = this.kindOf(object);
    const { name = `${object.metadata.generateName}` } = object.metadata;
    const isNamed = object.metadata.name !== undefined;
    const namespace = CLUSTER_WIDE.has(kind) ? '' : (object.metadata.namespace ?? 'default');
    const stored = { kind, namespace, name, object, source };
    const names = places.get(namespace) ?? new Map<string, number>();
    const place = isNamed ? names.get(name) : undefined;
    list[place ?? list.length] = stored;
    if (place !== undefined) {
      this.isAnyReplaced = true;
      return undefined;
    }
    if (isNamed) names.set(name, list.length - 1);
    places.set(namespace, names);
    this.inhabited.add(namespace);
    return stored;
  }

  private kindOf({ apiVersion, kind }: KubeObject): OfKind {
    const known = this.byType.get(apiVersion)?.get(kind);
    if (known !== undefined) return known;
    const id = kindId(groupOf(apiVersion), kind);
    const found = this.byKind.get(id) ?? { kind: id, list: [], places: new Map() };
    const ofVersion = this.byType.get(apiVersion) ?? new Map<string, OfKind>();
    this.byType.set(apiVersion, ofVersion.set(kind, found));
    this.byKind.set(id, found);
    return found;
  }
}

const known = new WeakMap<ObjectIndex, Cluster>();

/** The cluster that the objects of an index make, read when it is first asked for. */
export function clusterOf(index: ObjectIndex): Cluster {
  const cluster = known.get(index) ?? new Cluster(index);
  known.set(index, cluster);
  return cluster;
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
