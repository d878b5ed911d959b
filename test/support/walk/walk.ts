import type { ObjectIndex } from '../../../lib/core/object-index';
import { deployedName } from '../../../lib/rules/model/addresses';
import type { Gateway } from '../../../lib/rules/model/gateways';
import type { Listener } from '../../../lib/rules/model/listeners';
import { computeModel, type Model } from '../../../lib/rules/model/model';
import { overlaysFor, statedPorts } from '../../../lib/rules/model/overlays';
import { type Destination, follow } from './pods';
import { type Entrance, refusal } from './refusal';
import { hiddenBy, type Request, requestsTo } from './requests';

/** A way from outside to pods: one request that a rule is written for, and one of the backends that it goes to. */
export interface Way {
  readonly gateway: { readonly namespace: string; readonly name: string; readonly service: string };
  /** How the port is reached: `node port 31000`, `172.18.255.200:443`, `port-forward 80`. */
  readonly entrance: string;
  readonly nodePort?: number;
  readonly port: number;
  readonly request: string;
  readonly route: string;
  /** Of several backends, `90 %`; empty for the only one. */
  readonly share: string;
  /** Where it ends: pods, an answer of the gateway itself, or a text that tells why nowhere. */
  readonly end: Destination | { readonly redirect: string } | string;
}

/** Every way into a topology, in the order of Gateways, listeners and routes. */
export function walk(index: ObjectIndex): Way[] {
  const model = computeModel(index, { loadBalancers: true });
  const entrances = model.gateways.filter(({ controller }) => controller?.role === 'gateway');
  return entrances.flatMap(gateway => {
    const listeners = [gateway, ...gateway.sets].flatMap(owner => owner.listeners);
    return listeners.flatMap(listener => waysOf(model, gateway, listener, listeners));
  });
}

function waysOf(model: Model, gateway: Gateway, listener: Listener, listeners: readonly Listener[]): Way[] {
  const requests = requestsTo(model, listener);
  const { namespace, name } = gateway.stored;
  const service = gateway.controller ? deployedName(gateway.stored, gateway.controller) : '';
  const at = { gateway: { namespace, name, service }, ...entranceOf(model, gateway, listener.spec.port) };
  if (requests.length === 0) return [{ ...at, request: '', route: '', share: '', end: 'no route is attached' }];
  return requests.flatMap(asked => {
    const { object, namespace: own, name: route } = asked.route.stored;
    const way = { ...at, request: toText(listener, asked), route: `${object.kind} ${own}/${route}` };
    const hidden = hiddenBy(listener, listeners, asked, requests);
    if (hidden !== undefined) return [{ ...way, share: '', end: `hidden by ${hidden}` }];
    return endsOf(model, asked).map(({ share, end }) => {
      const refused = toRefusal(model, { gateway: gateway.stored, account: service }, asked, end);
      return { ...way, share, end: refused ?? end };
    });
  });
}

/** Why policies let nobody get to an end; what ends at the Gateway itself meets its policies only. */
function toRefusal(model: Model, entrance: Entrance, asked: Request, end: Way['end']): string | undefined {
  if (typeof end === 'string') return undefined;
  return refusal(model, entrance, asked, 'redirect' in end ? undefined : end);
}

function toText({ spec }: Listener, { host, path }: Request): string {
  if (path === undefined) return `${spec.protocol.toLowerCase()} ${host}`;
  return `${spec.protocol.toLowerCase()}://${host}${path.value}${path.type === 'Exact' || path.value === '/' ? '' : '…'}`;
}

function endsOf(model: Model, { route, rule }: Request): Pick<Way, 'share' | 'end'>[] {
  const { backendRefs = [], filters = [] } = rule;
  const redirect = filters.find(({ type }) => type === 'RequestRedirect')?.requestRedirect;
  if (redirect !== undefined) return [{ share: '', end: { redirect: `redirected to ${redirect.scheme ?? 'itself'}` } }];
  if (backendRefs.length === 0) return [{ share: '', end: 'a rule without backends' }];
  const total = backendRefs.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return backendRefs.map(({ namespace = route.stored.namespace, name, port, weight = 1 }) => ({
    share: backendRefs.length === 1 ? '' : `${Math.round((100 * weight) / total)} %`,
    end: follow(model, namespace, name, port),
  }));
}

/** How a port of a Gateway is reached, from what is laid over its Service. */
function entranceOf(model: Model, gateway: Gateway, port: number): Pick<Way, 'entrance' | 'nodePort' | 'port'> {
  const overlays = overlaysFor(model, gateway.stored).filter(({ key }) => key === 'service');
  const types = overlays.flatMap(({ value }) => (value?.spec as { type?: string } | undefined)?.type ?? []);
  const type = types.at(-1) ?? gateway.controller?.serviceType;
  const stated = overlays.flatMap(({ value }) => statedPorts(value)).find(each => each.port === port)?.nodePort;
  if (type === 'NodePort') return { entrance: `node port ${stated ?? 'of chance'}`, nodePort: Number(stated), port };
  if (type === 'ClusterIP') return { entrance: `port-forward ${port}`, port };
  return { entrance: `${gateway.spec.addresses?.[0]?.value ?? 'load balancer'}:${port}`, port };
}
