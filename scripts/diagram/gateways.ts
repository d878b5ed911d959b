import type { Gateway } from '../../lib/rules/model/gateways';
import type { Model } from '../../lib/rules/model/model';
import { overlaysFor } from '../../lib/rules/model/overlays';
import type { Graph } from './graph';

/** A Service, as far as the parameters of a Gateway lay something over it. */
interface ServiceOverlay {
  readonly spec?: {
    readonly type?: string;
    readonly ports?: readonly { readonly port: number; readonly nodePort?: number }[];
  };
}

/** Gateways with the ways into them, and waypoints. */
export function addGateways(graph: Graph, model: Model): void {
  for (const gateway of model.gateways) {
    const { namespace, name } = gateway.stored;
    const role = gateway.controller?.role;
    if (role === 'waypoint') graph.node({ kind: 'waypoint', namespace, name, lines: [] });
    if (role === 'gateway') addEntrances(graph, model, gateway);
  }
}

function addEntrances(graph: Graph, model: Model, gateway: Gateway): void {
  const { namespace, name } = gateway.stored;
  const listeners = [...gateway.listeners, ...gateway.sets.flatMap(set => set.listeners)].map(({ spec }) => spec);
  const lines = listeners.map(({ protocol, port, hostname, tls }) =>
    [protocol, port, hostname, tls?.mode === 'Passthrough' ? 'passed through' : undefined].filter(Boolean).join(' '),
  );
  const to = graph.node({ kind: 'gateway', namespace, name, lines });
  const from = graph.node({ kind: 'outside', name: 'clients', lines: [] });
  const overlay = serviceOverlay(model, gateway);
  const type = overlay.spec?.type ?? gateway.controller?.serviceType ?? 'LoadBalancer';
  const [address] = gateway.spec.addresses ?? [];
  for (const port of new Set(listeners.map(listener => listener.port))) {
    const nodePort = overlay.spec?.ports?.find(each => each.port === port)?.nodePort;
    graph.edge({ from, to, label: toEntrance(type, port, nodePort, address?.value), kind: 'traffic' });
  }
}

function toEntrance(type: string, port: number, nodePort: number | undefined, address: string | undefined): string {
  if (type === 'NodePort') return nodePort === undefined ? `a node port for ${port}` : `node port ${nodePort}`;
  if (type === 'ClusterIP') return `port-forward ${port}`;
  return `${address ?? 'load balancer'}:${port}`;
}

/** What the ConfigMaps of a Gateway say of its Service; the Gateway's own counts. */
function serviceOverlay(model: Model, gateway: Gateway): ServiceOverlay {
  const overlays = overlaysFor(model, gateway.stored).filter(({ key }) => key === 'service');
  return Object.assign({}, ...overlays.map(({ value }) => value));
}
