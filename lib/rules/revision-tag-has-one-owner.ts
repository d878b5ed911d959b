import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, labelsOf, type Stored } from './model/cluster';
import { istiodsOf } from './model/components';
import { textsOf } from './model/fields';
import { kindId, MUTATING_WEBHOOKS } from './model/kinds';
import { modelOf } from './model/model';

/** A tag stands for one revision. */
export const revisionTagHasOneOwner: Rule = {
  id: 'AMB844',
  doc: 'a revision tag stands for one istiod',
  why: 'the webhooks of both istiods are for the same pods and Gateways: which one serves them changes with every apply',
  see: ['https://istio.io/latest/docs/setup/upgrade/canary/#stable-revision-labels'],
  level: 'warning',
  *faults(index) {
    const owners = new Map<string, Stored>();
    for (const { tag, stored } of tagsOf(index)) {
      const first = owners.get(tag);
      if (first === undefined) owners.set(tag, stored);
      if (first === undefined || first === stored) continue;
      yield fault(
        stored,
        `${describe(stored)} with revision tag ${tag}, which ${describe(first)} has too`,
        'one owner of a tag',
        'take the tag from the one that is not to serve it any more',
      );
    }
  },
};

function* tagsOf(index: ObjectIndex): Iterable<{ readonly tag: string; readonly stored: Stored }> {
  const { cluster } = modelOf(index);
  for (const { stored, values } of istiodsOf(index)) {
    for (const tag of textsOf(values?.revisionTags)) yield { tag, stored };
  }
  for (const stored of cluster.ofKind(MUTATING_WEBHOOKS)) {
    const tag = labelsOf(stored)['istio.io/tag'];
    if (tag !== undefined) yield { tag, stored };
  }
  for (const stored of cluster.ofKind(kindId('sailoperator.io', 'IstioRevisionTag')))
    yield { tag: stored.name, stored };
}
