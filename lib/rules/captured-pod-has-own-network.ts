import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { DATAPLANE_MODE, workloadsOf } from './model/workloads';

/** istio-cni leaves pods alone that share the network of their node. */
export const capturedPodHasOwnNetwork: Rule = {
  id: 'AMB819',
  doc: 'pods that are labelled for the mesh have a network of their own',
  why: 'pods with hostNetwork are never taken into the mesh, whatever their labels: their traffic is plain text',
  see: ['https://github.com/istio/istio/blob/1.31.0/cni/pkg/util/enablement_selector.go'],
  level: 'warning',
  *faults(index) {
    for (const { stored, labels, spec } of workloadsOf(index).all) {
      if (labels[DATAPLANE_MODE] !== 'ambient' || spec.hostNetwork !== true) continue;
      yield fault(
        stored,
        `pods of ${describe(stored)} with label ${DATAPLANE_MODE}=ambient and hostNetwork`,
        'pods without hostNetwork, or without the label',
        'remove hostNetwork: true, or the label',
      );
    }
  },
};
