import { labelsOf, type Stored } from '../../../lib/rules/model/cluster';
import { kindId, SERVICE } from '../../../lib/rules/model/kinds';
import type { Model } from '../../../lib/rules/model/model';

/** Where requests to a port of a Service end. */
export interface Destination {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  /** The waypoint on the way of a request that comes by a Gateway, as `namespace/name`. */
  readonly waypoint?: string;
  readonly workloads: readonly {
    readonly kind: string;
    readonly name: string;
    readonly replicas: number;
    /** The port of the container, which it states itself. */
    readonly port: number;
  }[];
}

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet'].map(kind => kindId('apps', kind));
const INGRESS_USE_WAYPOINT = 'istio.io/ingress-use-waypoint';

interface ServicePort {
  readonly port: number;
  readonly targetPort?: number | string;
}

interface ContainerPort {
  readonly containerPort: number;
  readonly name?: string;
}

/** Follows a port of a Service; a text says where the way ends too early. */
export function follow(model: Model, namespace: string, name: string, number?: number): Destination | string {
  const service = model.cluster.find(SERVICE, namespace, name);
  if (service === undefined) return `there is no Service ${namespace}/${name}`;
  const ports: readonly ServicePort[] = service.object.spec?.ports ?? [];
  const port = ports.find(each => each.port === number);
  if (port === undefined) return `Service ${namespace}/${name} has no port ${number}`;
  const selected = workloadsBehind(model, service);
  if (selected.length === 0) return `Service ${namespace}/${name} selects no pods`;
  const workloads = selected.flatMap(({ name: workload, object }) => {
    const found = containerPort(object.spec.template.spec.containers, port.targetPort ?? port.port);
    const replicas: number = object.spec.replicas ?? 1;
    return found === undefined ? [] : [{ kind: object.kind, name: workload, replicas, port: found }];
  });
  if (workloads.length < selected.length) return `no container listens on what Service ${namespace}/${name} sends to`;
  return { namespace, service: name, port: port.port, waypoint: waypointFor(model, service), workloads };
}

function workloadsBehind({ cluster }: Model, { namespace, object }: Stored): Stored[] {
  const selector = Object.entries<string>(object.spec?.selector ?? {});
  if (selector.length === 0) return [];
  return WORKLOADS.flatMap(kind => cluster.ofKind(kind)).filter(workload => {
    const labels = workload.object.spec.template.metadata?.labels ?? {};
    return workload.namespace === namespace && selector.every(([key, value]) => labels[key] === value);
  });
}

function containerPort(containers: readonly { readonly ports?: readonly ContainerPort[] }[], target: number | string) {
  const ports = containers.flatMap(container => container.ports ?? []);
  return ports.find(each => each.name === target || each.containerPort === target)?.containerPort;
}

/** Gateways go around the waypoint of a Service, unless it or its namespace says otherwise. */
function waypointFor({ cluster, bindings }: Model, service: Stored): string | undefined {
  const binding = bindings.get(service);
  const own = labelsOf(service)[INGRESS_USE_WAYPOINT];
  const used = own ?? cluster.namespaceLabels(service.namespace)?.[INGRESS_USE_WAYPOINT];
  if (binding === undefined || 'problem' in binding || used !== 'true') return undefined;
  const { namespace, name } = binding.waypoint.gateway.stored;
  return `${namespace}/${name}`;
}
