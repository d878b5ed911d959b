import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { type Cluster, describe, labelsOf, type Stored } from './model/cluster';
import { ingressServices } from './model/ingress-services';
import { AUTHORIZATION_POLICY, REQUEST_AUTHENTICATION } from './model/kinds';
import { modelOf } from './model/model';
import { type PolicySpec, targetsOf } from './model/policies';

const LABEL = 'istio.io/ingress-use-waypoint';

/** Policies by the object that they are attached to, `Service app/web`. */
function policiesByTarget(cluster: Cluster): ReadonlyMap<string, readonly Stored[]> {
  const found = new Map<string, Stored[]>();
  for (const policy of [AUTHORIZATION_POLICY, REQUEST_AUTHENTICATION].flatMap(kind => cluster.ofKind(kind))) {
    for (const { kind, name } of targetsOf((policy.object.spec ?? {}) as PolicySpec)) {
      const key = `${kind} ${policy.namespace}/${name}`;
      found.set(key, [...(found.get(key) ?? []), policy]);
    }
  }
  return found;
}

/** As istiod reads it: the label of the Service goes before that of its namespace. */
function isSentThrough(cluster: Cluster, service: Stored): boolean {
  const value = labelsOf(service)[LABEL] ?? cluster.namespaceLabels(service.namespace)?.[LABEL];
  return value?.toLowerCase() === 'true';
}

/** Services behind a Gateway and a waypoint, with the policies that only the waypoint enforces. */
function* bypassed(index: ObjectIndex) {
  const { cluster, bindings } = modelOf(index);
  const policies = policiesByTarget(cluster);
  for (const [service, routes] of ingressServices(index)) {
    const binding = bindings.get(service);
    if (binding === undefined || !('waypoint' in binding) || isSentThrough(cluster, service)) continue;
    const { namespace, name } = binding.waypoint.gateway.stored;
    const keys = [`Service ${service.namespace}/${service.name}`, `Gateway ${namespace}/${name}`];
    const skipped = keys.flatMap(key => policies.get(key) ?? []);
    if (skipped.length > 0) yield { service, skipped, route: routes[0]?.stored, waypoint: `${namespace}/${name}` };
  }
}

/** An ingress gateway goes straight to the pods. */
export const waypointIsNotBypassed: Rule = {
  id: 'AMB682',
  doc: 'requests of a Gateway go through the waypoint where policies are attached to it or its Service',
  why: 'an ingress gateway sends requests past the waypoint unless a label says otherwise, and so past its policies',
  see: ['https://istio.io/latest/docs/ambient/usage/waypoint/', 'https://github.com/istio/istio/issues/51214'],
  level: 'warning',
  *faults(index) {
    for (const { service, skipped, route, waypoint } of bypassed(index)) {
      yield fault(
        service,
        `${describe(service)} behind ${route && describe(route)} and waypoint ${waypoint} without ${LABEL}, so that requests of the Gateway go past ${listed(skipped.map(describe))}`,
        `the label ${LABEL}: "true" on the Service or its namespace`,
        'add the label, or attach a policy to the Gateway too',
      );
    }
  },
};
