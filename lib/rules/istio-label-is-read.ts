import { nearest } from '../core/nearest';
import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe, isRefused, labelsOf, type Stored } from './model/cluster';
import { ISTIO_KEYS, type IstioKey } from './model/istio-labels';
import type { Labels } from './model/label-selectors';
import { modelOf } from './model/model';
import { POD, type Workload, workloadsOf } from './model/workloads';

/** A label or an annotation of an object, or of the pods that it makes. */
interface Entry {
  readonly as: IstioKey['as'];
  readonly key: string;
  readonly value: string;
  /** `Pod` for those of pods. */
  readonly kind: string;
  readonly stored: Stored;
  /** What the pods of the same object have in its place. */
  readonly ofPods?: string;
}

/** Those that are Istio’s, by their names. */
function entriesIn(labels: Labels, annotations: Labels): Pick<Entry, 'as' | 'key' | 'value'>[] {
  const found: Pick<Entry, 'as' | 'key' | 'value'>[] = [];
  for (const key in labels) if (key.includes('istio')) found.push({ as: 'label', key, value: labels[key] as string });
  for (const key in annotations) {
    if (key.includes('istio')) found.push({ as: 'annotation', key, value: annotations[key] as string });
  }
  return found;
}

function* entries(index: ObjectIndex): Iterable<Entry> {
  const workloads = new Map(workloadsOf(index).all.map((each): [Stored, Workload] => [each.stored, each]));
  for (const stored of modelOf(index).cluster.entries) {
    if (isRefused(stored)) continue;
    const { labels, annotations } = stored.object.metadata;
    for (const entry of entriesIn(labels ?? NONE, annotations ?? NONE)) {
      const pods = workloads.get(stored);
      const ofPods = (entry.as === 'label' ? pods?.labels : pods?.annotations)?.[entry.key];
      yield { ...entry, stored, kind: stored.object.kind, ofPods };
    }
  }
  for (const { stored, labels, annotations } of workloads.values()) {
    if (stored.kind === POD) continue;
    for (const entry of entriesIn(labels, annotations)) yield { ...entry, stored, kind: POD };
  }
}

const NONE: Labels = {};

/** What is expected in the place of an entry, and how to mend it; undefined where nothing is wrong. */
function problem({ kind, as, key, value, ofPods }: Entry): readonly [string, string] | undefined {
  const known = ISTIO_KEYS.get(key);
  if (known === undefined) {
    const [meant] = nearest(key, [...ISTIO_KEYS.keys()], 2);
    return meant === undefined ? undefined : [`${ISTIO_KEYS.get(meant)?.as} ${meant}`, 'correct the name'];
  }
  if (known.as !== as) return [`a ${known.as} of that name`, `move it to metadata.${known.as}s`];
  // Tools write one set of labels on everything.
  if (!known.kinds.includes(kind) && ofPods !== value) {
    return [
      `it on ${listed(known.kinds)}, where it is read`,
      'move it there; of pods it is in the metadata of the template',
    ];
  }
  if (known.values?.test(value) === false) return [known.expected ?? '', 'correct the value'];
  return undefined;
}

/** What istiod deploys for a Gateway has all of its labels. */
const MADE_BY_ISTIOD = 'gateway.istio.io/managed';

/** Nobody tells of a label that nobody reads. */
export const istioLabelIsRead: Rule = {
  id: 'AMB848',
  doc: 'labels and annotations that steer the mesh are spelt, placed and valued as Istio reads them',
  why: 'Istio passes over what it does not know, and over what stands elsewhere: nothing happens, and nothing tells',
  see: [
    'https://istio.io/latest/docs/reference/config/labels/',
    'https://istio.io/latest/docs/reference/config/annotations/',
  ],
  level: 'warning',
  *faults(index) {
    for (const entry of entries(index)) {
      const found = labelsOf(entry.stored)[MADE_BY_ISTIOD] === undefined ? problem(entry) : undefined;
      if (found === undefined) continue;
      const { as, key, value, kind, stored } = entry;
      const owner = kind === stored.object.kind ? describe(stored) : `pods of ${describe(stored)}`;
      yield fault(stored, `${owner} with ${as} ${key}=${value}`, ...found);
    }
  },
};
