import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { type Cluster, describe } from './model/cluster';
import { AUTHORIZATION_POLICY } from './model/kinds';
import { modelOf } from './model/model';
import { scopesOf } from './model/policy-scopes';
import { isCaptured, type Workload } from './model/workloads';

const INJECT = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';

/** Whether pods get a sidecar, as far as labels tell. */
function isInjected(cluster: Cluster, { labels, namespace }: Workload): boolean {
  const around = cluster.namespaceLabels(namespace) ?? {};
  if (labels[INJECT] !== undefined) return labels[INJECT] === 'true';
  return around['istio-injection'] === 'enabled' || around[REVISION] !== undefined || labels[REVISION] !== undefined;
}

/** A policy is enforced by ztunnel, a sidecar or a gateway, and by nobody else. */
export const policyPodsAreInMesh: Rule = {
  id: 'AMB847',
  doc: 'pods that an AuthorizationPolicy chooses are in the mesh',
  why: 'nothing enforces the policy at pods outside the mesh: they stay open to everyone, and no status tells of it',
  see: [
    'https://istio.io/latest/docs/ambient/usage/l4-policy/',
    'https://istio.io/latest/docs/ambient/usage/add-workloads/',
  ],
  level: 'warning',
  *faults(index) {
    const { cluster } = modelOf(index);
    for (const { policy, selector, workloads } of scopesOf(index, AUTHORIZATION_POLICY)) {
      if (selector === undefined) continue;
      const outside = workloads.filter(each => !isCaptured(cluster, each) && !isInjected(cluster, each));
      if (outside.length === 0) continue;
      yield fault(
        policy,
        `${describe(policy)} for pods of ${listed(outside.map(({ stored }) => describe(stored)))}, which are not in the mesh`,
        'pods with ztunnel, or with a sidecar',
        'label the namespace istio.io/dataplane-mode=ambient, and take none off the pods; or leave the policy out',
      );
    }
  },
};
