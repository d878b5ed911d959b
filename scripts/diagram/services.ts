import { labelsOf, type Stored } from '../../lib/rules/model/cluster';
import { kindId, SERVICE, SERVICE_ENTRY } from '../../lib/rules/model/kinds';
import type { Model } from '../../lib/rules/model/model';
import type { Graph } from './graph';

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet'].map(kind => kindId('apps', kind));
const INGRESS_USE_WAYPOINT = 'istio.io/ingress-use-waypoint';

/** Whether the pods of a namespace are in the mesh. */
export function isInMesh({ cluster }: Model, namespace: string): boolean {
  return cluster.namespaceLabels(namespace)?.['istio.io/dataplane-mode'] === 'ambient';
}

/** Services of namespaces in the mesh that give another way to some pods, and what is outside of the cluster. */
export function addServices(graph: Graph, model: Model): void {
  const drawn = model.cluster.ofKind(SERVICE).filter(({ namespace, name }) => graph.find('service', namespace, name));
  for (const service of model.cluster.ofKind(SERVICE).filter(({ namespace }) => isInMesh(model, namespace))) {
    const pods = selected(model, service);
    const known = (other: Stored) => pods.every(each => selected(model, other).includes(each));
    if (pods.length > 0 && drawn.some(known)) continue;
    addService(graph, model, service);
    drawn.push(service);
  }
  for (const { namespace, name, object } of model.cluster.ofKind(SERVICE_ENTRY)) {
    graph.node({ kind: 'external', namespace, name, lines: object.spec?.hosts ?? [] });
  }
}

/** A Service and what is behind it; again does nothing. */
export function addService(graph: Graph, model: Model, service: Stored): string {
  const { namespace, name, object } = service;
  const known = graph.find('service', namespace, name);
  if (known !== undefined) return known;
  const ports: { readonly port: number }[] = object.spec?.ports ?? [];
  const id = graph.node({ kind: 'service', namespace, name, lines: [ports.map(({ port }) => `:${port}`).join(' ')] });
  const workloads = selected(model, service).map(workload => addWorkload(graph, workload));
  const binding = model.bindings.get(service);
  const edge = (from: string, to: string, label = '') => graph.edge({ from, to, label, kind: 'traffic' });
  if (binding === undefined || 'problem' in binding) {
    for (const workload of workloads) edge(id, workload, binding?.problem.message);
    return id;
  }
  const { stored } = binding.waypoint.gateway;
  const waypoint = graph.node({ kind: 'waypoint', namespace: stored.namespace, name: stored.name, lines: [] });
  edge(id, waypoint);
  for (const workload of workloads) edge(waypoint, workload);
  return id;
}

/** The way around the waypoint of a Service that a Gateway takes, unless the Service says otherwise. */
export function addBypass(graph: Graph, model: Model, service: Stored): void {
  const binding = model.bindings.get(service);
  if (binding === undefined || 'problem' in binding || servesGateways(model, service)) return;
  const from = addService(graph, model, service);
  for (const workload of selected(model, service)) {
    graph.edge({ from, to: addWorkload(graph, workload), label: 'from gateways', kind: 'traffic' });
  }
}

/** Whether ingress gateways go through the waypoint of a Service too. */
function servesGateways({ cluster }: Model, service: Stored): boolean {
  const own = labelsOf(service)[INGRESS_USE_WAYPOINT];
  return (own ?? cluster.namespaceLabels(service.namespace)?.[INGRESS_USE_WAYPOINT]) === 'true';
}

/** The workloads of all kinds in one list. */
export function workloadsOf({ cluster }: Model): readonly Stored[] {
  return WORKLOADS.flatMap(kind => cluster.ofKind(kind));
}

/** The labels of the pods of a workload. */
export const podLabels = ({ object }: Stored): Readonly<Record<string, string>> =>
  object.spec?.template?.metadata?.labels ?? {};

export function matches(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

function selected(model: Model, { namespace, object }: Stored): Stored[] {
  const selector = object.spec?.selector;
  if (selector === undefined || Object.keys(selector).length === 0) return [];
  return workloadsOf(model).filter(each => each.namespace === namespace && matches(selector, podLabels(each)));
}

export function addWorkload(graph: Graph, { namespace, name, object }: Stored): string {
  const { replicas } = object.spec ?? {};
  return graph.node({ kind: 'workload', namespace, name, lines: replicas > 1 ? [`${replicas} pods`] : [] });
}
