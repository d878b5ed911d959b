import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe, labelsOf, type Stored } from './model/cluster';
import { istiodsOf } from './model/components';
import { at, textOf, textsOf } from './model/fields';
import { GATEWAY, kindId, MUTATING_WEBHOOKS, NAMESPACE, SERVICE } from './model/kinds';
import { modelOf } from './model/model';

const REVISION = 'istio.io/rev';
const TAG_SERVICE = /^istiod-revision-tag-(.+)$/;

/** A revision is that of an istiod, or a tag that stands for one. */
export const revisionIsServed: Rule = {
  id: 'AMB820',
  doc: 'label istio.io/rev names a revision or a tag that an istiod serves',
  why: 'no istiod deploys the Gateway or injects the pods: nothing happens, and nothing tells of it',
  see: ['https://istio.io/latest/docs/setup/upgrade/canary/'],
  level: 'warning',
  *faults(index) {
    const { cluster } = modelOf(index);
    const served = servedRevisions(index);
    if (served === undefined) return;
    for (const stored of [NAMESPACE, GATEWAY].flatMap(kind => cluster.ofKind(kind))) {
      const revision = labelsOf(stored)[REVISION];
      if (revision === undefined || served.has(revision)) continue;
      yield fault(
        stored,
        `${describe(stored)} with label ${REVISION}=${revision}`,
        `a revision or tag of an istiod that is here: ${listed([...served])}`,
        'correct the label, or add the istiod or the tag',
      );
    }
  },
};

/** What istiods and tags that are here serve; undefined where that is not known. */
function servedRevisions(index: ObjectIndex): ReadonlySet<string> | undefined {
  const istiods = istiodsOf(index);
  if (istiods.length === 0 || istiods.some(({ isOpen }) => isOpen)) return undefined;
  const { cluster } = modelOf(index);
  const tags = cluster.ofKind(MUTATING_WEBHOOKS).map(stored => labelsOf(stored)['istio.io/tag']);
  const services = cluster.ofKind(SERVICE).map(({ name }) => TAG_SERVICE.exec(name)?.[1]);
  const sail = cluster.ofKind(kindId('sailoperator.io', 'IstioRevisionTag')).map(({ name }) => name);
  const own = istiods.flatMap(({ revision, values, stored }) => [
    revision,
    ...textsOf(values?.revisionTags),
    ...sailRevisions(stored),
  ]);
  return new Set(['default', ...own, ...tags, ...services, ...sail].filter(name => name !== undefined));
}

/** Sail calls a revision by the Istio, and where it makes one for each version by that too. */
function sailRevisions({ object, name }: Stored): string[] {
  if (object.kind !== 'Istio') return [];
  const version = textOf(at(object, 'spec', 'version')) ?? '';
  return [name, `${name}-${version.replaceAll('.', '-')}`];
}
