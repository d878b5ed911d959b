/** A Kubernetes object as it is written. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  // biome-ignore lint/suspicious/noExplicitAny: the fields of a kind are known to whoever asks for that kind
  readonly [field: string]: any;
}

/** A synthesized object and where it comes from. */
export interface IndexedObject {
  readonly object: KubeObject;
  /** Path of the construct that made it. */
  readonly path: string;
  /** Path of the chart that it is written with. */
  readonly chart: string;
}

/** What tells one object from another on a cluster. */
export interface ObjectKey {
  /**
   * API group without the version.
   * @default '' - the core group
   */
  readonly group?: string;
  readonly kind: string;
  /** @default - none: the object is cluster-wide, or its manifest leaves the namespace to the client */
  readonly namespace?: string;
  readonly name: string;
}

/** The objects of a kind. */
interface OfKind {
  readonly all: IndexedObject[];
  /** By namespace, then by name. */
  readonly byName: Map<string | undefined, Map<string, IndexedObject[]>>;
}

/** Every object of an app, built once after all of it is resolved. */
export class ObjectIndex {
  public readonly all: readonly IndexedObject[];
  /** By `apiVersion` without the version, then by kind. */
  private readonly byGroup = new Map<string, Map<string, OfKind>>();
  private readonly doubled = new Set<IndexedObject[]>();

  constructor(objects: Iterable<IndexedObject>) {
    this.all = [...objects];
    for (const indexed of this.all) {
      const { group = '', kind, namespace, name } = keyOf(indexed.object);
      const ofKind = setDefault(setDefault(this.byGroup, group, newMap<string, OfKind>), kind, newKind);
      const names = setDefault(ofKind.byName, namespace || undefined, newMap<string, IndexedObject[]>);
      const same = setDefault(names, name, newList<IndexedObject>);
      ofKind.all.push(indexed);
      same.push(indexed);
      if (same.length > 1) this.doubled.add(same);
    }
  }

  /** The object of that key; the first one where several were synthesized. */
  public find({ group = '', kind, namespace, name }: ObjectKey): IndexedObject | undefined {
    return this.byGroup
      .get(group)
      ?.get(kind)
      ?.byName.get(namespace || undefined)
      ?.get(name)?.[0];
  }

  /** The object of that key, which must be there. */
  public require(key: ObjectKey): IndexedObject {
    const found = this.find(key);
    if (found === undefined) throw new Error(`no ${describeKey(key)} among the synthesized objects`);
    return found;
  }

  /** Every object of a kind, in apply order. */
  public ofKind(kind: string, group = ''): readonly IndexedObject[] {
    return this.byGroup.get(group)?.get(kind)?.all ?? [];
  }

  /** Objects that share a key, one list for each key that more than one object has. */
  public duplicates(): readonly (readonly IndexedObject[])[] {
    return [...this.doubled];
  }
}

const newMap = <K, V>() => new Map<K, V>();
const newList = <T>(): T[] => [];
const newKind = (): OfKind => ({ all: [], byName: new Map() });

function setDefault<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

/** The key of an object. */
export function keyOf({ apiVersion, kind, metadata }: KubeObject): ObjectKey {
  const { namespace, name } = metadata ?? {};
  return {
    group: groupOf(plain(apiVersion)),
    kind: plain(kind),
    namespace: namespace && plain(namespace),
    name: plain(name),
  };
}

/** What is no text where one belongs is still told from others. */
const plain = (value: unknown): string => (typeof value === 'string' ? value : String(JSON.stringify(value)));

/** An object in the words of a message: `Service app1-ns/iphone-svc`. */
export function describeKey({ kind, namespace, name }: ObjectKey): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** The API group of an `apiVersion`, empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
