import { hostnameCovers, hostnamesMeet } from '../../../lib/rules/model/hostnames';
import type { Listener } from '../../../lib/rules/model/listeners';
import type { Model } from '../../../lib/rules/model/model';
import type { Filter, RouteRule } from '../../../lib/rules/model/route-spec';
import type { Route } from '../../../lib/rules/model/routes';

/** A rule of a route of any kind, as far as a walk reads it. */
export interface Rule extends RouteRule {
  readonly matches?: readonly { readonly path?: Partial<Path> }[];
  readonly filters?: readonly (Filter & { readonly requestRedirect?: { readonly scheme?: string } })[];
}

export interface Path {
  readonly type: string;
  readonly value: string;
}

/** A request that a rule is written for: what a client asks a listener. */
export interface Request {
  readonly route: Route;
  readonly rule: Rule;
  /** `*` where every host will do. */
  readonly host: string;
  /** Undefined where no path is read: TLS and TCP. */
  readonly path?: Path;
}

const ANY_HOST = '*';
const ROOT: Path = { type: 'PathPrefix', value: '/' };

/** The requests that the routes of one listener are written for. */
export function requestsTo({ routes }: Model, listener: Listener): Request[] {
  const attached = routes.filter(({ parents }) =>
    parents.some(({ listeners }) => listeners.some(each => each.listener === listener)),
  );
  return attached.flatMap(route =>
    ((route.spec.rules ?? []) as readonly Rule[]).flatMap(rule =>
      hostsOf(route, listener).flatMap(host => toRequests({ route, rule, host })),
    ),
  );
}

function toRequests({ route, rule, host }: Request): Request[] {
  if (!route.stored.kind.startsWith('HTTPRoute')) return [{ route, rule, host }];
  return (rule.matches ?? [{}]).map(({ path }) => ({ route, rule, host, path: { ...ROOT, ...path } }));
}

/** The hosts for which a route serves a listener: of its own and the listener's the narrower ones. */
function hostsOf({ spec }: Route, { spec: { hostname = ANY_HOST } }: Listener): string[] {
  const own = spec.hostnames ?? [ANY_HOST];
  const meeting = own.filter(host => hostnamesMeet(host, hostname));
  return meeting.map(host => (hostnameCovers(hostname, host) ? host : hostname));
}

/** What answers a request in place of the rule that it is written for. */
export function hiddenBy(listener: Listener, listeners: readonly Listener[], asked: Request, all: readonly Request[]) {
  const { port, hostname = ANY_HOST } = listener.spec;
  const narrower = listeners.find(
    ({ spec }) =>
      spec.port === port &&
      spec.hostname !== undefined &&
      spec.hostname.length > hostname.length &&
      hostnameCovers(spec.hostname, asked.host),
  );
  if (narrower !== undefined) return `listener ${narrower.spec.name}`;
  const probe = toProbe(asked.path);
  const fitting = all.filter(({ host, path = ROOT }) => host === asked.host && serves(path, probe));
  const [winner] = fitting.sort((a, b) => weight(b.path) - weight(a.path));
  return winner.rule === asked.rule ? undefined : `${winner.route.stored.object.kind} ${winner.route.stored.name}`;
}

/** A path that a match is for, and no other of the same length. */
export const toProbe = ({ type, value }: Path = ROOT) =>
  type === 'Exact' ? value : `${value.replace(/\/$/, '')}/walked`;

const serves = ({ type, value }: Path, path: string) =>
  type === 'Exact' ? value === path : `${path}/`.startsWith(`${value.replace(/\/$/, '')}/`);

/** An exact path goes before every prefix, a longer one before a shorter. */
const weight = ({ type, value }: Path = ROOT) => (type === 'Exact' ? 10_000 : 0) + value.length;
