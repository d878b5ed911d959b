import type { ObjectIndex } from '../../core/object-index';
import { describe, type Stored } from './cluster';
import { labelsIn, objectsOf, textOf, textsOf } from './fields';
import { CONFIG_MAP } from './kinds';
import { modelOf } from './model';
import { describeContainer, type Workload, workloadsOf } from './workloads';

/** A text that pods get as it stands in the manifests. */
export interface Literal {
  readonly stored: Stored;
  /** Where it stands, in the words of a message; made when it is asked for. */
  readonly place: string;
  /** The variable or the key; undefined for an argument. */
  readonly name: string | undefined;
  readonly text: string;
}

/** Every text of a ConfigMap, every variable and every argument of a container. */
export function literalsOf(index: ObjectIndex): readonly Literal[] {
  const literals = known.get(index) ?? read(index);
  known.set(index, literals);
  return literals;
}

const known = new WeakMap<ObjectIndex, readonly Literal[]>();

const read = (index: ObjectIndex): Literal[] => [
  ...modelOf(index).cluster.ofKind(CONFIG_MAP).flatMap(inMap),
  ...workloadsOf(index).all.flatMap(inPods),
];

function inMap(stored: Stored): Literal[] {
  const entries = Object.entries(labelsIn(stored.object.data));
  return entries.map(([name, text]) => ({
    stored,
    name,
    text,
    get place() {
      return `${name} of ${describe(stored)}`;
    },
  }));
}

function inPods(workload: Workload): Literal[] {
  const { stored, containers } = workload;
  return containers.flatMap(container => {
    const owner = () => describeContainer(workload, container);
    const variables = objectsOf(container.env).map(({ name, value }) => ({ name: textOf(name), text: textOf(value) }));
    const stated = variables.flatMap(({ name, text }) =>
      text === undefined
        ? []
        : [
            {
              stored,
              name,
              text,
              get place() {
                return `${name} of ${owner()}`;
              },
            },
          ],
    );
    const words = [...textsOf(container.command), ...textsOf(container.args)];
    return [
      ...stated,
      ...words.map(text => ({
        stored,
        name: undefined,
        text,
        get place() {
          return `an argument of ${owner()}`;
        },
      })),
    ];
  });
}
