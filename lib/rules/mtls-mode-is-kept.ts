import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { at, fieldsOf, textOf } from './model/fields';
import { NAMESPACE, PEER_AUTHENTICATION } from './model/kinds';
import { modelOf } from './model/model';
import { type PolicyScope, scopesOf } from './model/policy-scopes';
import { DATAPLANE_MODE, isCaptured } from './model/workloads';

/** Whether pods in the ambient mesh are among those that a policy is for. */
function isForAmbient(index: ObjectIndex, { policy, isMeshWide, workloads }: PolicyScope): boolean {
  const { cluster } = modelOf(index);
  const isAmbient = (namespace: string) => cluster.namespaceLabels(namespace)?.[DATAPLANE_MODE] === 'ambient';
  if (isMeshWide) return cluster.ofKind(NAMESPACE).some(({ name }) => isAmbient(name));
  return isAmbient(policy.namespace) || workloads.some(workload => isCaptured(cluster, workload));
}

/** Where a policy says DISABLE, as in `mtls` or `portLevelMtls.8080`. */
function disabledPlaces({ policy }: PolicyScope): string[] {
  const { mtls, portLevelMtls } = fieldsOf(policy.object.spec);
  const isDisabled = (value: unknown) => textOf(at(value, 'mode')) === 'DISABLE';
  const ports = Object.entries(fieldsOf(portLevelMtls)).filter(([, value]) => isDisabled(value));
  return [...(isDisabled(mtls) ? ['mtls'] : []), ...ports.map(([port]) => `portLevelMtls.${port}`)];
}

/** ztunnel takes DISABLE for PERMISSIVE. */
export const mtlsModeIsKept: Rule = {
  id: 'AMB694',
  doc: 'no PeerAuthentication over ambient pods turns mutual TLS off',
  why: 'ztunnel takes DISABLE for PERMISSIVE: connections between pods of the mesh stay encrypted',
  see: ['https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/ambient/authorization.go'],
  level: 'warning',
  *faults(index) {
    for (const scope of scopesOf(index, PEER_AUTHENTICATION)) {
      const places = disabledPlaces(scope);
      if (places.length === 0 || !isForAmbient(index, scope)) continue;
      yield fault(
        scope.policy,
        `${describe(scope.policy)} with mode DISABLE in ${places.join(', ')}`,
        'STRICT or PERMISSIVE: ambient always encrypts between pods of the mesh',
        'write PERMISSIVE, or leave the pods out of the mesh by istio.io/dataplane-mode: none',
      );
    }
  },
};
