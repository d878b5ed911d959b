import { nearest } from '../core/nearest';
import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { annotationsOf, describe, isRefused, labelsOf, type Stored } from './model/cluster';
import { ISTIO_KEYS, type IstioKey } from './model/istio-labels';
import type { Labels } from './model/label-selectors';
import { modelOf } from './model/model';
import { POD, type Workload, workloadsOf } from './model/workloads';

/** A label or an annotation, of an object or of the pods that it makes. */
interface Place {
  readonly stored: Stored;
  /** In the words of a message. */
  readonly owner: string;
  readonly kind: string;
  readonly as: IstioKey['as'];
  readonly entries: Labels;
  /** What the pods of the same object have. */
  readonly ofPods: Labels;
}

const NONE: Labels = {};

function* places(index: ObjectIndex): Iterable<Place> {
  const { cluster } = modelOf(index);
  const workloads = new Map(workloadsOf(index).all.map((each): [Stored, Workload] => [each.stored, each]));
  for (const stored of cluster.entries) {
    if (isRefused(stored)) continue;
    const pods = workloads.get(stored);
    const own = { stored, owner: describe(stored), kind: stored.object.kind };
    const { labels = NONE, annotations = NONE } = pods ?? {};
    yield { ...own, as: 'label', entries: labelsOf(stored), ofPods: labels };
    yield { ...own, as: 'annotation', entries: annotationsOf(stored), ofPods: annotations };
    if (pods === undefined || stored.kind === POD) continue;
    const inside = { stored, owner: `pods of ${describe(stored)}`, kind: POD };
    yield { ...inside, as: 'label', entries: labels, ofPods: NONE };
    yield { ...inside, as: 'annotation', entries: annotations, ofPods: NONE };
  }
}

/** What is expected in the place of an entry, and how to mend it; undefined where nothing is wrong. */
function problem({ kind, as, ofPods }: Place, key: string, value: string): readonly [string, string] | undefined {
  const known = ISTIO_KEYS.get(key);
  if (known === undefined) {
    const [meant] = /istio/.test(key) ? nearest(key, [...ISTIO_KEYS.keys()], 2) : [];
    return meant === undefined ? undefined : [`${ISTIO_KEYS.get(meant)?.as} ${meant}`, 'correct the name'];
  }
  if (known.as !== as) return [`a ${known.as} of that name`, `move it to metadata.${known.as}s`];
  // Tools write one set of labels on everything.
  if (!known.kinds.includes(kind) && ofPods[key] !== value) {
    return [
      `it on ${listed(known.kinds)}, where it is read`,
      'move it there; of pods it is in the metadata of the template',
    ];
  }
  if (known.values?.test(value) === false) return [known.expected ?? '', 'correct the value'];
  return undefined;
}

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
    for (const place of places(index)) {
      for (const [key, value] of Object.entries(place.entries)) {
        const found = key.includes('istio') ? problem(place, key, value) : undefined;
        if (found === undefined) continue;
        yield fault(place.stored, `${place.owner} with ${place.as} ${key}=${value}`, ...found);
      }
    }
  },
};
