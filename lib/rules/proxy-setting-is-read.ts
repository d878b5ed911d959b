import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { gatewayPods } from './model/gateway-pods';
import { ENVOY_FILTER, TELEMETRY } from './model/kinds';
import { modelOf } from './model/model';
import { namespacesOfOthers } from './model/other-makers';
import { isForZtunnel, isProxy, type PolicyScope, scopesOf } from './model/policy-scopes';
import { DATAPLANE_MODE, isCaptured, workloadsOf } from './model/workloads';

/** Whether a proxy of Envoy is in a namespace, or may be: a gateway, a waypoint, a sidecar. */
function hasProxies(index: ObjectIndex, namespace: string): boolean {
  if (namespacesOfOthers(index).has(namespace)) return true;
  if (gatewayPods(index).some(pods => pods.namespace === namespace)) return true;
  return workloadsOf(index).index.in(namespace).some(isProxy);
}

/** Whether the requests of a Service of a namespace go through a waypoint elsewhere. */
const isServedElsewhere = (index: ObjectIndex, namespace: string) =>
  [...modelOf(index).bindings.keys()].some(service => service.namespace === namespace);

/** Whether what an object says comes to no proxy. */
function isUnread(index: ObjectIndex, scope: PolicyScope): boolean {
  const { policy, selector, isMeshWide, workloads, gateways } = scope;
  const { cluster } = modelOf(index);
  const { namespace } = policy;
  if (isMeshWide || gateways.length > 0 || !isForZtunnel(index, scope)) return false;
  if (selector !== undefined) return workloads.length > 0 && workloads.every(each => isCaptured(cluster, each));
  const isAmbient = cluster.namespaceLabels(namespace)?.[DATAPLANE_MODE] === 'ambient';
  return isAmbient && !hasProxies(index, namespace) && !isServedElsewhere(index, namespace);
}

/** ztunnel is no Envoy, and waypoints look at no selectors. */
export const proxySettingIsRead: Rule = {
  id: 'AMB864',
  doc: 'a Telemetry or EnvoyFilter for ambient pods is attached to a waypoint or a Service behind one',
  why: 'ztunnel reads neither, and a waypoint no selectors: nothing is logged, traced or changed, and nothing tells',
  see: [
    'https://istio.io/latest/docs/ambient/usage/l7-features/#targeting-policies-or-routing-rules',
    'https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/policyattachment.go',
  ],
  level: 'warning',
  *faults(index) {
    for (const scope of [TELEMETRY, ENVOY_FILTER].flatMap(kind => scopesOf(index, kind))) {
      if (!isUnread(index, scope)) continue;
      const { policy, selector } = scope;
      yield fault(
        policy,
        `${describe(policy)} ${selector === undefined ? 'where there is neither waypoint nor gateway' : 'with a selector for pods of ztunnel'}`,
        'targetRefs to a Service behind a waypoint, or to the waypoint',
        'write targetRefs in the place of the selector, add a waypoint, or leave it out',
      );
    }
  },
};
