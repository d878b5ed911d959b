import type { Check } from '../../core/checks';
import { approvesRequests } from '../istiod/control-rules';
import type { ResolvedMesh } from '../spec';

type MeshCheck = Check<ResolvedMesh>;

/** A profile has a file exactly when it is the node's own. */
export const seccompCheck = (component: 'istiod' | 'cni' | 'gateways'): MeshCheck => ({
  id: 'AMB142',
  when: mesh => {
    const profile = mesh[component].seccompProfile;
    return profile !== undefined && (profile.type === 'Localhost') !== (profile.localhostProfile !== undefined);
  },
  found: mesh => `${component}.seccompProfile ${JSON.stringify(mesh[component].seccompProfile)}`,
  expected: 'localhostProfile with the type Localhost, and only with it',
  cure: "set { type: 'RuntimeDefault' }, or give the path of the profile on the node",
});

const GO_DURATION = /^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/;

/** What istiod's pod and Service may not be. */
export const POD_CHECKS: readonly MeshCheck[] = [
  seccompCheck('istiod'),
  seccompCheck('gateways'),
  {
    id: 'AMB143',
    when: ({ istiod }) => istiod.ipFamilies.length > 1 && istiod.ipFamilyPolicy === 'SingleStack',
    found: ({ istiod }) => `istiod.ipFamilies ${istiod.ipFamilies.join(', ')} with the policy SingleStack`,
    expected: 'one family, or a policy of two',
    cure: 'set ipFamilyPolicy to PreferDualStack or RequireDualStack',
  },
  {
    id: 'AMB144',
    when: ({ istiod }) => !(istiod.traceSampling >= 0 && istiod.traceSampling <= 100),
    found: ({ istiod }) => `istiod.traceSampling ${istiod.traceSampling}`,
    expected: 'a percentage from 0 to 100',
    cure: 'set it to 100 to trace every request',
  },
  {
    id: 'AMB145',
    when: ({ istiod }) => !GO_DURATION.test(istiod.keepaliveMaxServerConnectionAge),
    found: ({ istiod }) =>
      `istiod.keepaliveMaxServerConnectionAge ${JSON.stringify(istiod.keepaliveMaxServerConnectionAge)}`,
    expected: 'a duration with a unit',
    cure: 'write it as in 30m or 1h30m',
  },
  {
    id: 'AMB146',
    when: ({ istiod }) => istiod.pilotCertProvider === 'kubernetes',
    found: () => 'istiod.pilotCertProvider "kubernetes"',
    expected: 'istiod, custom, none, or a signer as in k8s.io/<signer>: Istio no longer serves this one',
    cure: 'leave it out, or name the signer',
  },
  {
    id: 'AMB148',
    level: 'warning',
    when: ({ istiod }) => approvesRequests(istiod) && istiod.certSigners.length === 0,
    found: () => 'istiod.certSigners with no names, where istiod approves certificate requests',
    expected: 'the signers that it may approve for: without names it may for all',
    cure: "name them, as in certSigners: ['clusterissuers.cert-manager.io/istio-ca']",
  },
];
