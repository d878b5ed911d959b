import type { Stored } from '../../../lib/rules/model/cluster';
import type { Model } from '../../../lib/rules/model/model';
import { type Policy, targetsOf } from '../../../lib/rules/model/policies';

/** A request as policies see it: a GET of a path, by a client that has a principal inside the mesh. */
export interface SeenRequest {
  readonly host: string;
  /** Undefined for a connection. */
  readonly path?: string;
  /** Undefined for a client outside the mesh. */
  readonly principal?: string;
}

interface Rule {
  readonly from?: readonly { readonly source?: Source }[];
  readonly to?: readonly { readonly operation?: Operation }[];
}

interface Source {
  readonly principals?: readonly string[];
  readonly namespaces?: readonly string[];
}

interface Operation {
  readonly methods?: readonly string[];
  readonly paths?: readonly string[];
  readonly hosts?: readonly string[];
}

/**
 * What lets a Gateway refuse a request: policies for it, and those without targets for its namespace or the mesh.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/policyattachment.go (ShouldAttachPolicy)
 */
export function refusedAtGateway(model: Model, gateway: Stored, request: SeenRequest): string | undefined {
  const labels = { 'gateway.networking.k8s.io/gateway-name': gateway.name };
  const place = { namespace: gateway.namespace, labels };
  return refusedBy([...forPods(model, place), ...forTarget(model, gateway)], request, 'the Gateway');
}

/** At a waypoint only policies with targets count. */
export function refusedAtWaypoint(model: Model, waypoint: Stored, service: Stored, request: SeenRequest) {
  return refusedBy([...forTarget(model, waypoint), ...forTarget(model, service)], request, 'the waypoint');
}

/** At pods ztunnel reads policies without targets. */
export function refusedAtPods(model: Model, workload: Stored, request: SeenRequest): string | undefined {
  const { namespace, object } = workload;
  const labels = object.spec.template.metadata?.labels ?? {};
  return refusedBy(forPods(model, { namespace, labels }), { ...request, path: undefined }, `pods of ${workload.name}`);
}

interface Place {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

function forPods({ policies, rootNamespace }: Model, { namespace, labels }: Place): Policy[] {
  return policies.filter(({ stored, spec }) => {
    if (targetsOf(spec).length > 0 || ![namespace, rootNamespace].includes(stored.namespace)) return false;
    const selector: Readonly<Record<string, string>> = stored.object.spec?.selector?.matchLabels ?? {};
    return Object.entries(selector).every(([key, value]) => labels[key] === value);
  });
}

function forTarget({ policies }: Model, { namespace, name, object }: Stored): Policy[] {
  return policies.filter(
    ({ stored, spec }) =>
      stored.namespace === namespace &&
      targetsOf(spec).some(target => target.kind === object.kind && target.name === name),
  );
}

function refusedBy(policies: readonly Policy[], request: SeenRequest, where: string): string | undefined {
  const meets = ({ spec }: Policy) => ((spec.rules ?? []) as readonly Rule[]).some(rule => matches(rule, request));
  const denying = policies.find(policy => policy.spec.action === 'DENY' && meets(policy));
  if (denying !== undefined) return `denied at ${where} by ${denying.stored.name}`;
  const allowing = policies.filter(({ spec }) => (spec.action ?? 'ALLOW') === 'ALLOW');
  if (allowing.length === 0 || allowing.some(meets)) return undefined;
  return `allowed at ${where} by none of ${allowing.map(({ stored }) => stored.name).join(', ')}`;
}

function matches({ from, to }: Rule, { host, path, principal }: SeenRequest): boolean {
  const [, namespace] = /\/ns\/([^/]+)\//.exec(principal ?? '') ?? [];
  const fromIt = (from ?? [{}]).some(
    ({ source = {} }) => one(source.principals, principal) && one(source.namespaces, namespace),
  );
  const toIt = (to ?? [{}]).some(
    ({ operation = {} }) =>
      one(operation.methods, path === undefined ? undefined : 'GET') &&
      one(operation.paths, path) &&
      one(operation.hosts, host),
  );
  return fromIt && toIt;
}

/** Whether a value is among some, of which one may begin or end in a star; without any it need not be. */
function one(wanted: readonly string[] | undefined, value: string | undefined): boolean {
  if (wanted === undefined) return true;
  if (value === undefined) return false;
  return wanted.some(each => {
    if (each.endsWith('*')) return value.startsWith(each.slice(0, -1));
    return each.startsWith('*') ? value.endsWith(each.slice(1)) : value === each;
  });
}
