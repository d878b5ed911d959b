import { describe } from '../../apply-set/members';
import { type Check, fails, holds } from '../check';
import { componentPods, identityOf, memberPods, trustDomainOf } from '../members';

/**
 * A ztunnel without a certificate for a pod can neither send nor receive for it. istiod refuses one that it does not
 * trust, or whose namespace it does not see.
 * @see https://github.com/istio/istio/issues/52057
 */
export const signing: Check = {
  id: 'signing',
  title: 'every ztunnel holds certificates for the pods of its node',
  run: async ({ objects, live, mesh, plan }) => {
    const members = await memberPods(live, objects);
    const outcomes = (await componentPods(live, 'ztunnel')).map(async ztunnel => {
      const own = members.filter(({ spec }) => spec.nodeName === ztunnel.spec.nodeName);
      const identities = [...new Set(own.map(pod => identityOf(pod, trustDomainOf(plan.mesh))))];
      if (identities.length === 0) return [];
      const { certificates } = await mesh.ztunnelDump(ztunnel);
      const faults = identities.flatMap(identity => {
        const states = certificates.filter(one => one.identity === identity).map(({ state }) => state);
        if (states.some(state => state.startsWith('Available'))) return [];
        return [`${identity}: ${states[0] ?? 'no certificate'}`];
      });
      if (faults.length === 0)
        return [holds(describe(ztunnel), `holds certificates for ${identities.length} identities`)];
      const cure =
        'does istiod see its namespace (check discovery), and trust it: pilot.trustedZtunnelNamespace? kubectl logs of istiod';
      return [fails(describe(ztunnel), `${faults.length} of ${identities.length} identities have none`, cure, faults)];
    });
    return (await Promise.all(outcomes)).flat();
  },
};
