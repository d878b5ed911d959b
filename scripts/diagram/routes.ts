import { SERVICE } from '../../lib/rules/model/kinds';
import type { Model } from '../../lib/rules/model/model';
import type { BackendReference, RouteRule } from '../../lib/rules/model/route-spec';
import type { Route } from '../../lib/rules/model/routes';
import type { Graph } from './graph';
import { addBypass, addService } from './services';

/** A rule of any kind of route: what it asks of requests, as far as it is drawn. */
interface Rule extends RouteRule {
  readonly matches?: readonly {
    readonly path?: { readonly type?: string; readonly value?: string };
    readonly method?: string | { readonly service?: string; readonly method?: string };
    readonly headers?: readonly { readonly name: string; readonly value: string }[];
  }[];
}

/** Routes that something takes up, from what they hang on to where they send. */
export function addRoutes(graph: Graph, model: Model): void {
  for (const route of model.routes) {
    const parents = parentsOf(graph, model, route);
    if (parents.length === 0) continue;
    const { kind, namespace, name } = route.stored;
    const [short] = kind.split('.');
    const id = graph.node({
      kind: 'route',
      namespace,
      name: `${short} ${name}`,
      lines: [...(route.spec.hostnames ?? [])],
    });
    for (const { from, label } of parents) graph.edge({ from, to: id, label, kind: 'traffic' });
    const place = { namespace, id, atGateway: parents.some(({ kind: parent }) => parent !== 'Service') };
    for (const rule of (route.spec.rules ?? []) as Rule[]) addRule(graph, model, place, rule);
  }
}

/** What a route hangs on. */
interface Parent {
  readonly kind: string;
  readonly from: string;
  readonly label: string;
}

/** The Gateways, with the listeners, and the Services that a route hangs on. */
function parentsOf(graph: Graph, model: Model, { stored, parents }: Route): Parent[] {
  return parents.flatMap(({ reference, listeners, conditions }) => {
    const { kind } = reference;
    const namespace = reference.namespace ?? stored.namespace;
    if (kind === 'Service') {
      const service = model.cluster.find(SERVICE, namespace, reference.name);
      const accepted = conditions.Accepted?.status === 'True';
      return service !== undefined && accepted ? [{ kind, from: addService(graph, model, service), label: '' }] : [];
    }
    const from = gatewayOf(graph, model, kind, namespace, reference.name);
    if (from === undefined) return [];
    return listeners.map(({ listener }) => ({ kind, from, label: listener.spec.name }));
  });
}

/** The Gateway of that name, or the one that a ListenerSet of that name belongs to. */
function gatewayOf(graph: Graph, model: Model, kind: string, namespace: string, name: string): string | undefined {
  if (kind === 'Gateway') return graph.find('gateway', namespace, name);
  const owner = model.gateways.find(({ sets }) =>
    sets.some(({ stored }) => stored.namespace === namespace && stored.name === name),
  );
  return owner && graph.find('gateway', owner.stored.namespace, owner.stored.name);
}

/** The route that a rule is of. */
interface Place {
  readonly namespace: string;
  readonly id: string;
  readonly atGateway: boolean;
}

function addRule(graph: Graph, model: Model, { namespace, id: from, atGateway }: Place, rule: Rule): void {
  const match = [...new Set((rule.matches ?? []).map(toMatch))].filter(Boolean).join(' or ');
  const backends = rule.backendRefs ?? [];
  const total = backends.reduce((sum, { weight = 1 }) => sum + weight, 0);
  for (const backend of backends) {
    const to = toBackend(graph, model, { namespace, ...backend }, atGateway);
    const share = backends.length > 1 ? `${Math.round(((backend.weight ?? 1) / total) * 100)} %` : '';
    graph.edge({ from, to, label: [match, share].filter(Boolean).join(' '), kind: 'traffic' });
  }
  const redirect = rule.filters?.find(({ type }) => type === 'RequestRedirect');
  if (redirect !== undefined && backends.length === 0) {
    const to = graph.node({ kind: 'outside', name: 'redirected', lines: [] });
    graph.edge({ from, to, label: match, kind: 'traffic' });
  }
}

function toBackend(
  graph: Graph,
  model: Model,
  { kind, name, namespace }: BackendReference & { readonly namespace: string },
  atGateway: boolean,
): string {
  const service = kind === 'Service' ? model.cluster.find(SERVICE, namespace, name) : undefined;
  if (service === undefined) {
    return graph.node({ kind: 'external', namespace, name, lines: ['not among these manifests'] });
  }
  const id = addService(graph, model, service);
  if (atGateway) addBypass(graph, model, service);
  return id;
}

function toMatch({ path, method, headers = [] }: NonNullable<Rule['matches']>[number]): string {
  const verb = typeof method === 'object' ? [method.service, method.method].filter(Boolean).join('/') : method;
  return [verb, toPath(path), ...headers.map(({ name, value }) => `${name}: ${value}`)].filter(Boolean).join(' ');
}

/** A prefix ends in a star, unless it is that of every path. */
function toPath({
  type = 'PathPrefix',
  value = '/',
}: {
  readonly type?: string;
  readonly value?: string;
} = {}): string {
  if (type !== 'PathPrefix') return value;
  return value === '/' ? '' : `${value}*`;
}
