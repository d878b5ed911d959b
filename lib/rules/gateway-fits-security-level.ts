import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { istiodsOf } from './model/components';
import { at, type Fields } from './model/fields';
import { type GatewayPods, gatewayPods } from './model/gateway-pods';
import { modelOf } from './model/model';
import { overlaysFor } from './model/overlays';
import { enforcedLevel } from './model/pod-security';

const PROFILE = ['securityContext', 'seccompProfile', 'type'];
const IN_DEPLOYMENT = ['spec', 'template', 'spec', ...PROFILE];

/** What istiod makes for a Gateway has no seccomp profile unless it is told to. */
export const gatewayFitsSecurityLevel: Rule = {
  id: 'AMB837',
  doc: 'the pods that istiod makes for a Gateway fit the level of Pod Security that its namespace enforces',
  why: 'the API server refuses the pods for want of a seccomp profile: the Gateway is accepted, and has none',
  see: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://github.com/istio/istio/blob/1.31.0/manifests/charts/istio-control/istio-discovery/files/waypoint.yaml',
  ],
  level: 'error',
  *faults(index) {
    const { cluster } = modelOf(index);
    const values = istiodsOf(index).map(istiod => istiod.values);
    // Where istiod, or what it is told, is not here, nothing is known of the pods that it makes.
    if (values.length === 0 || values.includes(undefined)) return;
    for (const pods of gatewayPods(index)) {
      const { stored, spec } = pods.gateway;
      if (enforcedLevel(cluster.namespaceLabels(pods.namespace)) !== 'restricted') continue;
      if (values.some(each => isSet(each, spec.gatewayClassName)) || isLaidOver(index, pods)) continue;
      yield fault(
        stored,
        `${describe(stored)} in a namespace that enforces restricted, and no seccomp profile for its pods`,
        'seccompProfile RuntimeDefault for what istiod makes',
        'set gateways.seccompProfile.type to RuntimeDefault in the values of istiod, or in the parameters of the Gateway',
      );
    }
  },
};

/** Whether values give pods of a class a profile. */
function isSet(values: Fields | undefined, className: string): boolean {
  const ways = [
    ['gateways', 'seccompProfile', 'type'],
    ['gateways', ...PROFILE],
    ['gatewayClasses', className, 'deployment', ...IN_DEPLOYMENT],
  ];
  return ways.some(path => at(values, ...path) !== undefined);
}

/** Whether parameters of the Gateway or of its class give its pods a profile. */
function isLaidOver(index: ObjectIndex, { gateway }: GatewayPods): boolean {
  return overlaysFor(modelOf(index), gateway.stored).some(
    ({ key, value }) => key === 'deployment' && at(value, ...IN_DEPLOYMENT) !== undefined,
  );
}
