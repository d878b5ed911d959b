import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, labelsOf } from './model/cluster';
import { modelOf } from './model/model';
import { DATAPLANE_MODE, POD, workloadsOf } from './model/workloads';

/** A label of a Deployment is none of its pods. */
export const dataplaneModeIsOnPods: Rule = {
  id: 'AMB817',
  doc: 'label istio.io/dataplane-mode of a workload is on its pods',
  why: 'istio-cni reads the labels of pods and namespaces: on the workload alone it changes nothing',
  see: ['https://istio.io/latest/docs/ambient/usage/add-workloads/'],
  level: 'warning',
  *faults(index) {
    const { cluster } = modelOf(index);
    for (const { stored, labels, namespace } of workloadsOf(index).all) {
      const mode = labelsOf(stored)[DATAPLANE_MODE];
      const comesTo = labels[DATAPLANE_MODE] ?? cluster.namespaceLabels(namespace)?.[DATAPLANE_MODE] ?? 'none';
      if (stored.kind === POD || mode === undefined || mode === comesTo) continue;
      yield fault(
        stored,
        `${describe(stored)} with label ${DATAPLANE_MODE}=${mode}, and pods for which ${comesTo} holds`,
        'the label in the metadata of the pod template',
        'move it to spec.template.metadata.labels',
      );
    }
  },
};
