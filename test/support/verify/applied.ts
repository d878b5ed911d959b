import type { KubeObject } from '../../../lib/core/object-index';
import { groupOf } from '../../../lib/core/object-index';
import { groupKindOf } from '../../../scripts/bootstrap/apply-set/apply-set';
import { gatewaysOf } from '../../../scripts/bootstrap/plan/gateways';
import type { Plan } from '../../../scripts/bootstrap/plan/plan';
import type { VerifyContext } from '../../../scripts/bootstrap/verify/check';
import type { Endpoint } from '../../../scripts/bootstrap/verify/endpoints';
import { pod, verifyContext } from './context';

const WORKLOADS = ['Deployment.apps', 'DaemonSet.apps', 'StatefulSet.apps'];
const NODE = 'node-1';

/** A port of this host that nothing listens on: reserved, and below those that programs get. */
const CLOSED = 1;

/** What checks would look at if a topology were applied, its pods ran on one node, and nobody answered. */
export function appliedContext({ objects, mesh }: Pick<Plan, 'objects' | 'mesh'>): VerifyContext {
  const resources = [...new Set(objects.map(resourceOf))];
  const live: Record<string, readonly object[]> = Object.fromEntries(
    resources.map(resource => [resource, objects.filter(object => resourceOf(object) === resource)]),
  );
  live.pods = [...objects.filter(object => WORKLOADS.includes(groupKindOf(object))).flatMap(podsOf), ...agents()];
  const context = verifyContext({ objects, live, endpoints: endpointsOf(objects) });
  return { ...context, plan: { mesh, objects, enabled: true } };
}

function resourceOf(object: KubeObject): string {
  const plural = `${object.kind.toLowerCase()}s`.replace(/ys$/, 'ies').replace(/sss$/, 'sses');
  const group = groupOf(object.apiVersion);
  return group === '' || group === 'apps' ? plural : `${plural}.${group}`;
}

function podsOf({ metadata, spec }: KubeObject): object[] {
  const names = Array.from({ length: spec.replicas ?? 1 }, (_, index) => `${metadata.name}-${index}`);
  return names.map(name => {
    const made = pod(metadata.namespace ?? 'default', name, spec.template.metadata?.labels ?? {});
    return { ...made, spec: { ...spec.template.spec, nodeName: NODE } };
  });
}

/** Pods of a mesh that something else installs. */
const agents = () =>
  ['istiod', 'ztunnel'].map(app => ({ ...pod('istio-system', app, { app }), spec: { nodeName: NODE } }));

interface Listener {
  readonly name: string;
  readonly protocol: string;
  readonly hostname?: string;
  readonly tls?: {
    readonly mode?: 'Terminate' | 'Passthrough';
    readonly certificateRefs?: readonly { name: string }[];
  };
}

const endpointsOf = (objects: readonly KubeObject[]): Endpoint[] =>
  gatewaysOf(objects)
    .filter(({ isWaypoint }) => !isWaypoint)
    .flatMap(({ namespace, name, object }) =>
      (object.spec.listeners as Listener[]).map(({ name: listener, protocol, hostname, tls }) => ({
        gateway: `${namespace}/${name}`,
        listener,
        protocol,
        hostname,
        tlsMode: tls && (tls.mode ?? 'Terminate'),
        secrets: (tls?.certificateRefs ?? []).map(one => `${namespace}/${one.name}`),
        host: '127.0.0.1',
        port: CLOSED,
        via: 'node port',
      })),
    );
