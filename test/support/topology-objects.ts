import { App } from '../../lib/rules/app';
import { TOPOLOGIES } from '../../lib/topologies';
import type { Settings } from '../../lib/topologies/settings';
import type { KubernetesObject } from './synthesize';

/** The objects of a topology, for a test that asks for some of them by name. */
export interface TopologyObjects {
  readonly all: readonly KubernetesObject[];
  /** The one of that kind and `namespace/name`, or name alone for a kind without namespaces. */
  one(kind: string, name: string): KubernetesObject;
  /** Every object of that kind, by `namespace/name`. */
  named(kind: string): string[];
  /** The labels of a namespace. */
  labels(namespace: string): Readonly<Record<string, string>>;
}

const nameOf = ({ metadata: { namespace, name } }: KubernetesObject) =>
  namespace === undefined ? name : `${namespace}/${name}`;

/** Synthesizes a topology without writing it. */
export async function objectsOf(topology: string, settings: Settings = {}): Promise<TopologyObjects> {
  const app = new App();
  (await TOPOLOGIES[topology]())(app, settings);
  const all = app.synthesized().index.all.map(({ object }) => object as KubernetesObject);
  const one = (kind: string, name: string) => {
    const found = all.filter(object => object.kind === kind && nameOf(object) === name);
    if (found.length !== 1) throw new Error(`${found.length} times ${kind} ${name}`);
    return found[0];
  };
  return {
    all,
    one,
    named: kind => all.filter(object => object.kind === kind).map(nameOf),
    labels: namespace => one('Namespace', namespace).metadata.labels ?? {},
  };
}
