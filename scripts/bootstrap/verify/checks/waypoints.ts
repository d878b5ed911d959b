import { describe } from '../../apply-set/members';
import { type Condition, findCondition } from '../../kubectl/live-object';
import { GATEWAY_API, gatewaysOf } from '../../plan/gateways';
import { objectsOf } from '../../plan/plan';
import { conditionsHold } from '../../wait/readiness';
import { type Check, fails, holds, type Outcome, type VerifyContext } from '../check';

const USE = 'istio.io/use-waypoint';
const BOUND = 'istio.io/WaypointBound';

/** What a waypoint is to do is not done at all while it is not there: traffic goes past it. */
export const waypoints: Check = {
  id: 'waypoints',
  title: 'every waypoint is Programmed, and Services that ask for one are bound to it',
  run: async context => [...(await programmed(context)), ...(await bound(context))],
};

async function programmed({ objects, live }: VerifyContext): Promise<Outcome[]> {
  const wanted = gatewaysOf(objects).filter(({ isWaypoint }) => isWaypoint);
  if (wanted.length === 0) return [];
  const found = await live.all(`gateways.${GATEWAY_API}`);
  return wanted.map(({ object, name, namespace }) => {
    const now = found.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
    if (now === undefined) return fails(describe(object), 'it is not there', 'npm run up');
    const why = conditionsHold(now.status?.conditions, ['Accepted', 'Programmed'], now.metadata.generation);
    if (why === undefined) return holds(describe(object), 'is Programmed');
    return fails(
      describe(object),
      why,
      `kubectl get pods -n ${namespace} -l gateway.networking.k8s.io/gateway-name=${name}`,
    );
  });
}

/** Services that ask by a label of their own or of their namespace. */
async function bound({ objects, live }: VerifyContext): Promise<Outcome[]> {
  const namespaces = new Map(
    objectsOf(objects, 'Namespace').map(({ metadata }) => [metadata.name, metadata.labels?.[USE]]),
  );
  const asking = objectsOf(objects, 'Service').filter(
    ({ metadata }) => (metadata.labels?.[USE] ?? namespaces.get(metadata.namespace ?? 'default') ?? 'none') !== 'none',
  );
  if (asking.length === 0) return [];
  const services = await live.all('services');
  return asking.map(object => {
    const { name, namespace = 'default' } = object.metadata;
    const now = services.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
    const condition = findCondition(now?.status?.conditions as Condition[] | undefined, BOUND);
    if (condition?.status === 'True') return holds(describe(object), 'is bound to its waypoint');
    const why =
      condition === undefined
        ? 'no waypoint says that it serves it'
        : `${BOUND} is ${condition.status} (${condition.reason})`;
    return fails(
      describe(object),
      why,
      `is there a Gateway of class istio-waypoint of that name, with istio.io/waypoint-for service or all?`,
    );
  });
}
