import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { REQUEST_AUTHENTICATION, WASM_PLUGIN } from './model/kinds';
import { modelOf } from './model/model';
import { isForZtunnel, scopesOf } from './model/policy-scopes';
import { DATAPLANE_MODE, isCaptured } from './model/workloads';

/** ztunnel reads neither tokens nor extensions, and waypoints no selectors. */
export const requestPolicyIsForWaypoint: Rule = {
  id: 'AMB688',
  doc: 'a RequestAuthentication or WasmPlugin in an ambient namespace has targetRefs',
  why: 'ztunnel does not read it and a waypoint does not look at selectors: no token is checked, and requests pass',
  see: ['https://istio.io/latest/docs/ambient/usage/l7-features/#targeting-policies-or-routing-rules'],
  level: 'error',
  *faults(index) {
    const { cluster } = modelOf(index);
    for (const scope of [REQUEST_AUTHENTICATION, WASM_PLUGIN].flatMap(kind => scopesOf(index, kind))) {
      const { policy, isMeshWide, workloads, gateways } = scope;
      const isAmbient =
        cluster.namespaceLabels(policy.namespace)?.[DATAPLANE_MODE] === 'ambient' ||
        workloads.some(workload => isCaptured(cluster, workload));
      if (isMeshWide || gateways.length > 0 || !isAmbient || !isForZtunnel(index, scope)) continue;
      yield fault(
        policy,
        `${describe(policy)} without targetRefs in an ambient namespace`,
        'targetRefs: a Service behind a waypoint, or the waypoint',
        'write targetRefs in the place of the selector',
      );
    }
  },
};
