import { gatewaysOf } from '../../plan/gateways';
import { GATEWAY_NAME } from '../../wait/gateways';
import { type Check, fails, holds, type Outcome, type VerifyContext } from '../check';
import { reasonOf, request } from '../http/request';
import { urlOf } from '../replicas';
import type { Target } from '../targets';

/** Every rule of every HTTPRoute, from where clients are. */
export const reachable: Check = {
  id: 'reachable',
  title: 'every route answers at its address',
  run: async context => [...unreached(context), ...(await Promise.all(context.targets.map(answers)))],
};

/** Listeners for which neither an address nor a port-forward was found. */
function unreached({ objects, endpoints }: VerifyContext): Outcome[] {
  const outside = gatewaysOf(objects).filter(({ isWaypoint }) => !isWaypoint);
  return outside.flatMap(({ name, namespace, object }) =>
    (object.spec.listeners as { name: string }[])
      .filter(
        ({ name: listener }) =>
          !endpoints.some(one => one.gateway === `${namespace}/${name}` && one.listener === listener),
      )
      .map(({ name: listener }) =>
        fails(
          `Gateway ${namespace}/${name}, listener ${listener}`,
          'is reached neither at an address nor by a port-forward',
          `kubectl get service,pods -n ${namespace} -l ${GATEWAY_NAME}=${name}`,
        ),
      ),
  );
}

async function answers(target: Target): Promise<Outcome> {
  const subject = `${urlOf(target)} (${target.route})`;
  const { gateway, via } = target.endpoint;
  try {
    const { status } = await request(target.request);
    if (status < 400 || status === 401 || status === 403) return holds(subject, `answers ${status} by ${via}`);
    return fails(subject, `answers ${status}`, CURES[status] ?? `look at the log of the proxies of Gateway ${gateway}`);
  } catch (error) {
    const cure = `kubectl get service -n ${gateway.split('/')[0]}: has it that ${via}? On kind, is the port mapped: docker port NODE?`;
    return fails(subject, reasonOf(error), cure);
  }
}

const CURES: Readonly<Record<number, string>> = {
  404: 'no route of the listener is for that host and path: look at the conditions of the route',
  500: 'the backend of the rule does not exist, or no ReferenceGrant allows it: look at ResolvedRefs of the route',
  503: 'the Service of the rule has no ready pods, or they cannot be reached: kubectl get endpointslices, NetworkPolicies must admit 15008',
};
