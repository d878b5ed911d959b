import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';
import { servicePods } from './model/service-pods';
import { waypointReference } from './model/waypoints';
import { isCaptured } from './model/workloads';

/** A waypoint can only be sure of pods whose ztunnel sends everything to it. */
export const waypointHasCapturedPods: Rule = {
  id: 'AMB821',
  doc: 'the pods of a Service with a waypoint are in the mesh',
  why: 'pods outside the mesh take plain text from anyone: whoever calls them directly passes the waypoint and its policies by',
  see: [
    'https://istio.io/latest/docs/ambient/usage/waypoint/',
    'https://istio.io/latest/docs/ambient/usage/add-workloads/',
  ],
  level: 'warning',
  *faults(index) {
    const { cluster } = modelOf(index);
    for (const { service, workloads } of servicePods(index)) {
      const outside = workloads.filter(workload => !isCaptured(cluster, workload));
      const waypoint = outside.length === 0 ? undefined : waypointReference(cluster, service);
      if (waypoint === undefined) continue;
      yield fault(
        service,
        `${describe(service)} with waypoint ${waypoint.namespace}/${waypoint.name} and pods of ${listed(outside.map(({ stored }) => describe(stored)))}, which are not in the mesh`,
        'pods in the mesh behind a waypoint',
        'label the namespace istio.io/dataplane-mode=ambient, and take none off the pods; or leave the waypoint',
      );
    }
  },
};
