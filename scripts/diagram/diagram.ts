import type { ObjectIndex } from '../../lib/core/object-index';
import { kindId } from '../../lib/rules/model/kinds';
import { computeModel, type Model } from '../../lib/rules/model/model';
import { addGateways } from './gateways';
import { Graph } from './graph';
import { toMermaid } from './mermaid';
import { addPolicies, deniesAll } from './policies';
import { addRoutes } from './routes';
import { addServices, isInMesh } from './services';

const PEER_AUTHENTICATION = kindId('security.istio.io', 'PeerAuthentication');
const NETWORK_POLICY = kindId('networking.k8s.io', 'NetworkPolicy');

/**
 * A picture of synthesized objects: ways in, gateways, routes, services, waypoints, workloads; dotted arrows are what
 * AuthorizationPolicies let through, those that end in a cross what they refuse.
 */
export function toDiagram(index: ObjectIndex): string {
  const model = computeModel(index, { loadBalancers: true });
  const graph = new Graph();
  addGateways(graph, model);
  addRoutes(graph, model);
  addServices(graph, model);
  addPolicies(graph, model);
  return toMermaid(graph, namespace => describe(model, namespace));
}

/** Who may talk to the pods of a namespace, where no arrow says more. */
function describe(model: Model, namespace: string): string {
  const closed = model.cluster.ofKind(NETWORK_POLICY).some(each => {
    return each.namespace === namespace && Object.keys(each.object.spec?.podSelector ?? {}).length === 0;
  });
  const network = closed ? ['closed but for the mesh'] : [];
  if (!isInMesh(model, namespace)) return ['not in the mesh', ...network].join(', ');
  const strict = mtls(model, namespace) ?? mtls(model, model.rootNamespace) ?? 'PERMISSIVE';
  const denied = deniesAll(model, namespace) || deniesAll(model, model.rootNamespace);
  return [
    'in the mesh',
    strict === 'STRICT' ? 'mTLS only' : 'plain text too',
    ...network,
    ...(denied ? ['dotted arrows only'] : []),
  ].join(', ');
}

/** The mode that a PeerAuthentication gives a whole namespace. */
function mtls({ cluster }: Model, namespace: string): string | undefined {
  const policies = cluster.ofKind(PEER_AUTHENTICATION).filter(each => each.namespace === namespace);
  const whole = policies.find(({ object }) => object.spec?.selector === undefined);
  return whole?.object.spec?.mtls?.mode;
}
