import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, labelsOf } from './model/cluster';
import { NAMESPACE } from './model/kinds';
import { modelOf } from './model/model';
import { DATAPLANE_MODE, isCaptured, workloadsOf } from './model/workloads';

const INJECTION = 'istio-injection';
const INJECT = 'sidecar.istio.io/inject';

/** A pod with a sidecar is left out by istio-cni. */
export const podHasOneDataplane: Rule = {
  id: 'AMB815',
  doc: 'pods are in the mesh by ztunnel or by a sidecar, not by both labels',
  why: 'a pod that gets a sidecar is not taken into ambient: waypoints and policies that ztunnel enforces pass it by',
  see: [
    'https://istio.io/latest/docs/ambient/usage/add-workloads/',
    'https://istio.io/latest/docs/ambient/architecture/control-plane/',
  ],
  level: 'warning',
  *faults(index) {
    const { cluster } = modelOf(index);
    for (const namespace of cluster.ofKind(NAMESPACE)) {
      const labels = labelsOf(namespace);
      if (labels[DATAPLANE_MODE] !== 'ambient' || labels[INJECTION] !== 'enabled') continue;
      yield fault(namespace, `${describe(namespace)} with ${BOTH} ${INJECTION}=enabled`, EXPECTED, CURE);
    }
    for (const workload of workloadsOf(index).all) {
      if (workload.labels[INJECT] !== 'true' || !isCaptured(cluster, workload)) continue;
      const { stored } = workload;
      yield fault(
        stored,
        `pods of ${describe(stored)} with label ${INJECT}=true, which are in the ambient mesh`,
        EXPECTED,
        CURE,
      );
    }
  },
};

const BOTH = `labels ${DATAPLANE_MODE}=ambient and`;
const EXPECTED = 'one of the two: ztunnel for ambient, or a sidecar';
const CURE = `remove the label for sidecars, or set ${DATAPLANE_MODE} to none`;
