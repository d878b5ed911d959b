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

/** Every object of an app, built once after all of it is resolved. */
export class ObjectIndex {
  public readonly all: readonly IndexedObject[];
  private readonly byKey = new Map<string, IndexedObject[]>();
  private readonly byKind = new Map<string, IndexedObject[]>();

  constructor(objects: Iterable<IndexedObject>) {
    this.all = [...objects];
    for (const indexed of this.all) {
      const key = keyOf(indexed.object);
      append(this.byKey, idOf(key), indexed);
      append(this.byKind, kindOf(key), indexed);
    }
  }

  /** The object of that key; the first one where several were synthesized. */
  public find(key: ObjectKey): IndexedObject | undefined {
    return this.byKey.get(idOf(key))?.[0];
  }

  /** The object of that key, which must be there. */
  public require(key: ObjectKey): IndexedObject {
    const found = this.find(key);
    if (found === undefined) throw new Error(`no ${describeKey(key)} among the synthesized objects`);
    return found;
  }

  /** Every object of a kind, in apply order. */
  public ofKind(kind: string, group = ''): readonly IndexedObject[] {
    return this.byKind.get(kindOf({ kind, group, name: '' })) ?? [];
  }

  /** Objects that share a key, one list for each key that more than one object has. */
  public duplicates(): readonly (readonly IndexedObject[])[] {
    return [...this.byKey.values()].filter(objects => objects.length > 1);
  }
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

/** No part of a key can hold a space. */
const idOf = (key: ObjectKey) => `${kindOf(key)} ${key.namespace ?? ''} ${key.name}`;
const kindOf = ({ group, kind }: ObjectKey) => `${group ?? ''} ${kind}`;

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
