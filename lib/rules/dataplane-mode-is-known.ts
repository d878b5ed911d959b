import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, labelsOf, type Stored } from './model/cluster';
import { NAMESPACE } from './model/kinds';
import { modelOf } from './model/model';
import { DATAPLANE_MODE, workloadsOf } from './model/workloads';

/** The label knows two values. */
export const dataplaneModeIsKnown: Rule = {
  id: 'AMB816',
  doc: 'label istio.io/dataplane-mode is ambient or none',
  why: 'with any other value it takes nothing into the mesh, and nothing tells of it',
  see: ['https://istio.io/latest/docs/ambient/usage/add-workloads/'],
  level: 'error',
  *faults(index) {
    for (const { stored, owner, mode } of statedModes(index)) {
      if (mode === undefined || ['ambient', 'none'].includes(mode)) continue;
      yield fault(
        stored,
        `${owner} with label ${DATAPLANE_MODE}=${mode}`,
        'ambient, or none to stay outside the mesh',
        'set the label to ambient or none',
      );
    }
  },
};

function* statedModes(index: ObjectIndex): Iterable<{ stored: Stored; owner: string; mode: string | undefined }> {
  for (const stored of modelOf(index).cluster.ofKind(NAMESPACE)) {
    yield { stored, owner: describe(stored), mode: labelsOf(stored)[DATAPLANE_MODE] };
  }
  for (const { stored, labels } of workloadsOf(index).all) {
    yield { stored, owner: `pods of ${describe(stored)}`, mode: labels[DATAPLANE_MODE] };
  }
}
