import { describe } from '../../apply-set/members';
import type { Condition } from '../../kubectl/live-object';
import { GATEWAY_API, gatewaysOf } from '../../plan/gateways';
import { conditionsHold } from '../../wait/readiness';
import { type Check, fails, holds } from '../check';

interface ListenerStatus {
  readonly name: string;
  readonly attachedRoutes?: number;
  readonly conditions?: readonly Condition[];
}

/** Gateways of the topology, without waypoints. */
export const gateways: Check = {
  id: 'gateways',
  title: 'every Gateway is Accepted and Programmed, with sound listeners',
  run: async ({ objects, live }) => {
    const found = await live.all(`gateways.${GATEWAY_API}`);
    return gatewaysOf(objects)
      .filter(({ isWaypoint }) => !isWaypoint)
      .map(({ object, name, namespace }) => {
        const now = found.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
        const look = `kubectl describe gateway.${GATEWAY_API} -n ${namespace} ${name}`;
        if (now === undefined) return fails(describe(object), 'it is not there', 'npm run up');
        const { metadata, status } = now;
        const whole = conditionsHold(status?.conditions, ['Accepted', 'Programmed'], metadata.generation);
        const listeners = ((status?.listeners ?? []) as ListenerStatus[]).flatMap(({ name: listener, conditions }) => {
          const why = conditionsHold(conditions, ['Accepted', 'ResolvedRefs'], metadata.generation);
          return why === undefined ? [] : [`listener ${listener}: ${why}`];
        });
        const faults = [...(whole === undefined ? [] : [whole]), ...listeners];
        if (faults.length > 0) return fails(describe(object), faults.join('; '), `${look}, and the log of istiod`);
        return holds(describe(object), 'is Accepted and Programmed');
      });
  },
};
