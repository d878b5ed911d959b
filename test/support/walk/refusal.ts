import type { Stored } from '../../../lib/rules/model/cluster';
import { GATEWAY, kindId, SERVICE } from '../../../lib/rules/model/kinds';
import type { Model } from '../../../lib/rules/model/model';
import type { Destination } from './pods';
import { refusedAtGateway, refusedAtPods, refusedAtWaypoint } from './policies';
import { type Request, toProbe } from './requests';

/** The Gateway that a request comes in by, and the account of its proxies. */
export interface Entrance {
  readonly gateway: Stored;
  readonly account: string;
}

/** Why policies do not let a request of a client outside the mesh get to where it is sent; undefined where they do. */
export function refusal(model: Model, { gateway, account }: Entrance, asked: Request, end?: Destination) {
  const path = asked.path === undefined ? undefined : toProbe(asked.path);
  const request = { host: asked.host, path };
  const atGateway = refusedAtGateway(model, gateway, request);
  if (atGateway !== undefined || end === undefined) return atGateway;

  const found = <Found>(what: Found | undefined): Found => what as Found;
  const ofGateway = toPrincipal(gateway.namespace, account);
  const [waypointNamespace = '', waypointName = ''] = end.waypoint?.split('/') ?? [];
  if (end.waypoint !== undefined) {
    const waypoint = found(model.cluster.find(GATEWAY, waypointNamespace, waypointName));
    const service = found(model.cluster.find(SERVICE, end.namespace, end.service));
    const atWaypoint = refusedAtWaypoint(model, waypoint, service, { ...request, principal: ofGateway });
    if (atWaypoint !== undefined) return atWaypoint;
  }
  const principal = end.waypoint === undefined ? ofGateway : toPrincipal(waypointNamespace, waypointName);
  const workloads = end.workloads.map(({ kind, name }) =>
    found(model.cluster.find(kindId('apps', kind), end.namespace, name)),
  );
  return workloads.map(each => refusedAtPods(model, each, { ...request, principal })).find(each => each !== undefined);
}

const toPrincipal = (namespace: string, account: string) => `cluster.local/ns/${namespace}/sa/${account}`;
