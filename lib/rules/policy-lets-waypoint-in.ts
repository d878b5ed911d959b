import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { deployedName } from './model/addresses';
import { describe, type Stored } from './model/cluster';
import { at, type Fields, objectsOf, textsOf } from './model/fields';
import { type Identity, patternTakes } from './model/identities';
import { AUTHORIZATION_POLICY } from './model/kinds';
import { modelOf } from './model/model';
import { type Policy, targetsOf } from './model/policies';
import { type PolicyScope, scopesOf } from './model/policy-scopes';
import { servicePods } from './model/service-pods';
import { isCaptured, type Workload } from './model/workloads';

const NAMED = ['principals', 'namespaces', 'serviceAccounts'];

/** Whether a source takes an identity; one that names nobody may well. */
function sourceTakes(source: Fields, own: string, { namespace, account }: Identity): boolean {
  if (!NAMED.some(key => textsOf(source[key]).length > 0)) return true;
  // Whatever the trust domain is called.
  const principals = textsOf(source.principals).map(each => each.replace(/^[^/*]+\//, 'any/'));
  const accounts = textsOf(source.serviceAccounts).map(each => (each.includes('/') ? each : `${own}/${each}`));
  return (
    principals.some(each => patternTakes(each, `any/ns/${namespace}/sa/${account}`)) ||
    textsOf(source.namespaces).some(each => patternTakes(each, namespace)) ||
    accounts.includes(`${namespace}/${account}`)
  );
}

/** Whether an ALLOW lets somebody in, whatever ports and addresses it asks for. */
function letsIn({ policy }: PolicyScope, identity: Identity): boolean {
  return objectsOf(at(policy.object, 'spec', 'rules')).some(rule => {
    const sources = objectsOf(rule.from).flatMap(each => objectsOf([each.source]));
    return sources.length === 0 || sources.some(source => sourceTakes(source, policy.namespace, identity));
  });
}

const isAllow = ({ policy: { object } }: PolicyScope) => ['ALLOW', undefined].includes(object.spec?.action);
/** Whether a policy lets somebody in at a waypoint. */
const isForWaypoint = ({ spec }: Policy) =>
  (spec.action ?? 'ALLOW') === 'ALLOW' && targetsOf(spec).length > 0 && (spec.rules ?? []).length > 0;
const hasRules = ({ policy: { object } }: PolicyScope) => objectsOf(object.spec?.rules).length > 0;

/** The policies for each workload that ztunnel enforces. */
function allowsByWorkload(index: ObjectIndex): ReadonlyMap<Workload, readonly PolicyScope[]> {
  const { cluster } = modelOf(index);
  const found = new Map<Workload, PolicyScope[]>();
  for (const scope of scopesOf(index, AUTHORIZATION_POLICY).filter(isAllow)) {
    for (const workload of scope.workloads.filter(each => isCaptured(cluster, each))) {
      const before = found.get(workload);
      if (before === undefined) found.set(workload, [scope]);
      else before.push(scope);
    }
  }
  return found;
}

/** A waypoint that the ztunnel of its own pods turns away. */
interface ShutOut {
  readonly policy: Stored;
  readonly waypoint: Stored;
  readonly identity: Identity;
  readonly service: Stored;
}

/** The waypoint of a Service with its identity. */
function waypointOf(index: ObjectIndex, service: Stored) {
  const binding = modelOf(index).bindings.get(service);
  if (binding === undefined || !('waypoint' in binding)) return undefined;
  const { stored: waypoint, controller } = binding.waypoint.gateway;
  if (controller === undefined) return undefined;
  return { waypoint, identity: { namespace: waypoint.namespace, account: deployedName(waypoint, controller) } };
}

function* shutOut(index: ObjectIndex): Iterable<ShutOut> {
  const allows = allowsByWorkload(index);
  if (allows.size === 0) return;
  const everywhere = scopesOf(index, AUTHORIZATION_POLICY).filter(each => each.isMeshWide && isAllow(each));
  const attached = new Set(
    modelOf(index)
      .policies.filter(isForWaypoint)
      .map(({ stored }) => stored.namespace),
  );
  for (const { service, workloads } of servicePods(index)) {
    const found = waypointOf(index, service);
    if (found === undefined) continue;
    for (const scopes of workloads.map(workload => allows.get(workload) ?? [])) {
      // That nobody is let in may be meant, unless a policy at the waypoint lets somebody in.
      const first = scopes.find(hasRules) ?? (attached.has(service.namespace) ? scopes[0] : undefined);
      if (first === undefined || [...scopes, ...everywhere].some(scope => letsIn(scope, found.identity))) continue;
      yield { policy: first.policy, service, ...found };
    }
  }
}

/** Behind a waypoint ztunnel sees the waypoint, not the client. */
export const policyLetsWaypointIn: Rule = {
  id: 'AMB692',
  doc: 'policies for pods behind a waypoint let the waypoint in',
  why: 'to ztunnel all requests come from the waypoint: policies that name clients alone turn everything away',
  see: [
    'https://istio.io/latest/docs/ambient/usage/l7-features/',
    'https://istio.io/latest/docs/ambient/usage/l4-policy/',
  ],
  level: 'warning',
  *faults(index) {
    const told = new Set<string>();
    for (const { policy, waypoint, identity, service } of shutOut(index)) {
      const key = `${describe(policy)} ${describe(waypoint)}`;
      if (told.has(key)) continue;
      told.add(key);
      yield fault(
        policy,
        `${describe(policy)} over the pods of ${describe(service)}, and none that lets their waypoint ${describe(waypoint)} in`,
        `a rule that allows principal cluster.local/ns/${identity.namespace}/sa/${identity.account}`,
        'allow the waypoint there, and move the rules for clients into a policy with targetRefs',
      );
    }
  },
};
