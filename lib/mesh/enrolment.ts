import { ApiObject, JsonPatch } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** The label by which a namespace, a Service or pods choose their waypoint. */
export const USE_WAYPOINT_LABEL = 'istio.io/use-waypoint';

/** Beside it, where the waypoint is in another namespace. */
export const USE_WAYPOINT_NAMESPACE_LABEL = 'istio.io/use-waypoint-namespace';

/**
 * On a Service or a namespace: ingress gateways send its requests through the waypoint too, which they bypass otherwise.
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/
 */
export const INGRESS_USE_WAYPOINT_LABEL = 'istio.io/ingress-use-waypoint';

/** What a waypoint stands before: requests to Services, requests to the addresses of pods, both, or nothing. */
export type WaypointFor = 'service' | 'workload' | 'all' | 'none';

const SERVICES = ['Service', 'ServiceEntry'];
const PODS = ['Pod', 'WorkloadEntry'];
const POD_TEMPLATES = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'];

/** The kinds that a waypoint of that sort can serve. */
export function enrollableKinds(waypointFor: WaypointFor): readonly string[] {
  switch (waypointFor) {
    case 'service':
      return ['Namespace', ...SERVICES];
    case 'workload':
      return ['Namespace', ...PODS, ...POD_TEMPLATES];
    case 'all':
      return ['Namespace', ...SERVICES, ...PODS, ...POD_TEMPLATES];
    case 'none':
      return [];
  }
}

/** Every object of these kinds in a construct, itself included. */
export function findObjects(target: IConstruct, kinds: readonly string[]): ApiObject[] {
  return target.node.findAll().filter((child): child is ApiObject => {
    return ApiObject.isApiObject(child) && kinds.includes(child.kind);
  });
}

/** The namespace that an object is in; a Namespace is in itself. */
export function namespaceOf(object: ApiObject): string | undefined {
  return object.kind === 'Namespace' ? object.metadata.name : object.metadata.namespace;
}

/** Labels an object; of a Deployment and its like the pods. */
export function addLabels(object: ApiObject, labels: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(labels)) {
    if (POD_TEMPLATES.includes(object.kind)) {
      const path = `/spec/template/metadata/labels/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
      object.addJsonPatch(JsonPatch.add(path, value));
    } else {
      object.metadata.addLabel(key, value);
    }
  }
}

/** Takes a Service or pods out of the waypoint that their namespace uses. */
export function leaveWaypoint(target: IConstruct): void {
  for (const object of findObjects(target, [...SERVICES, ...PODS, ...POD_TEMPLATES])) {
    addLabels(object, { [USE_WAYPOINT_LABEL]: 'none' });
  }
}
