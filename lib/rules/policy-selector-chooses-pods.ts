import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { gatewayPods } from './model/gateway-pods';
import {
  AUTHORIZATION_POLICY,
  ENVOY_FILTER,
  kindId,
  PEER_AUTHENTICATION,
  REQUEST_AUTHENTICATION,
  TELEMETRY,
  WASM_PLUGIN,
} from './model/kinds';
import { modelOf } from './model/model';
import { namespacesOfOthers } from './model/other-makers';
import { type PolicyScope, scopesOf } from './model/policy-scopes';
import { workloadsOf } from './model/workloads';

const KINDS = [AUTHORIZATION_POLICY, PEER_AUTHENTICATION, REQUEST_AUTHENTICATION, WASM_PLUGIN, TELEMETRY, ENVOY_FILTER];
/** What has labels too, and is no pod. */
const OUTSIDERS = [kindId('networking.istio.io', 'WorkloadEntry'), kindId('networking.istio.io', 'WorkloadGroup')];

/** Whether a selector that chooses nothing is surely wrong: the pods of the namespace are here. */
function isIdle(index: ObjectIndex, scope: PolicyScope): boolean {
  const { policy, selector, isMeshWide, workloads, gateways } = scope;
  if (selector === undefined || isMeshWide || workloads.length > 0 || gateways.length > 0) return false;
  const { namespace } = policy;
  const { cluster } = modelOf(index);
  if (namespacesOfOthers(index).has(namespace) || OUTSIDERS.some(kind => cluster.has(kind, namespace))) return false;
  const ofWaypoints = gatewayPods(index).filter(pods => pods.role === 'waypoint' && pods.namespace === namespace);
  const wanted = Object.entries(selector);
  if (ofWaypoints.some(({ labels }) => wanted.every(([key, value]) => labels[key] === value))) return false;
  return workloadsOf(index).index.in(namespace).length > 0;
}

/** A selector looks at labels of pods, in the namespace of the policy. */
export const policySelectorChoosesPods: Rule = {
  id: 'AMB690',
  doc: 'the selector of a policy chooses pods of its namespace',
  why: 'a policy that chooses no pods is enforced nowhere',
  see: ['https://istio.io/latest/docs/reference/config/type/workload-selector/'],
  level: 'warning',
  *faults(index) {
    for (const scope of KINDS.flatMap(kind => scopesOf(index, kind))) {
      if (!isIdle(index, scope)) continue;
      const { policy, selector = {} } = scope;
      const labels = Object.entries(selector).map(([key, value]) => `${key}=${value}`);
      yield fault(
        policy,
        `${describe(policy)} with selector ${labels.join(',')}, which no pods of ${policy.namespace} have`,
        'labels of the pods, not of their Deployment or Service, in the namespace of the policy',
        'correct the selector, or move the policy to the pods',
      );
    }
  },
};
