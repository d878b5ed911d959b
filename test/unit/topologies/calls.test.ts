import { App } from '../../../lib/rules/app';
import { SERVICE } from '../../../lib/rules/model/kinds';
import { computeModel } from '../../../lib/rules/model/model';
import { openshiftBookinfo } from '../../../lib/topologies/openshift-bookinfo';
import { follow } from '../../support/walk/pods';
import { refusedAtPods, refusedAtWaypoint } from '../../support/walk/policies';

const MODEL = (() => {
  const app = new App();
  openshiftBookinfo(app);
  return computeModel(app.synthesized().index, { loadBalancers: true });
})();
const NAMESPACE = 'bookinfo';
const principal = (account: string) => `cluster.local/ns/${NAMESPACE}/sa/${account}`;

/** Why a GET of a pod of the mesh is refused on its way to a Service; undefined where it gets there. */
function refused(account: string, name: string): string | undefined {
  const service = MODEL.cluster.find(SERVICE, NAMESPACE, name);
  const end = follow(MODEL, NAMESPACE, name, 9080);
  if (service === undefined || typeof end === 'string') throw new Error(`no way to ${name}`);
  const request = { host: name, path: '/' };
  const binding = MODEL.bindings.get(service);
  const waypoint = binding !== undefined && 'waypoint' in binding ? binding.waypoint.gateway.stored : undefined;
  const seen = { ...request, principal: principal(account) };
  const before = waypoint && refusedAtWaypoint(MODEL, waypoint, service, seen);
  if (before !== undefined) return before;
  const arriving = waypoint === undefined ? seen : { ...request, principal: principal(waypoint.name) };
  const pods = end.workloads.map(each => MODEL.cluster.find(`${each.kind}.apps`, NAMESPACE, each.name));
  return pods.map(pod => pod && refusedAtPods(MODEL, pod, arriving)).find(each => each !== undefined);
}

test.each([
  ['bookinfo-gateway-istio', 'productpage'],
  ['bookinfo-productpage', 'details'],
  ['bookinfo-productpage', 'reviews'],
  ['bookinfo-reviews', 'ratings'],
])('%s gets to %s', (account, service) => expect(refused(account, service)).toBeUndefined());

test.each([
  ['bookinfo-details', 'productpage', 'allowed at pods of productpage-v1 by none of allow-nothing, productpage'],
  ['bookinfo-reviews', 'details', 'allowed at pods of details-v1 by none of allow-nothing, details'],
  ['bookinfo-details', 'reviews', 'allowed at the waypoint by none of reviews-are-read'],
  ['bookinfo-productpage', 'ratings', 'allowed at pods of ratings-v1 by none of allow-nothing, ratings'],
])('%s does not get to %s', (account, service, why) => expect(refused(account, service)).toBe(why));
