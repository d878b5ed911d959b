import { ApiObject, type ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Check, enforce } from '../core/checks';
import { meshOrDefault } from '../mesh/identity';
import type { ResolvedMesh } from '../mesh/spec';
import { ATTACHMENT_CHECKS, type Attachment, admit, parentsOf, toParentRefs } from './attachment';
import { ALPHA_SWITCH } from './listener-checks';
import { routeNamespace } from './route-namespace';
import { grantBackends, HAS_BACKENDS, toBackendRefs, WEIGHT_CHECKS, type WeightedBackend } from './weighted-backend';

/** What TLSRoutes and TCPRoutes have in common: connections that go to backends as they are. */
export interface StreamRouteOptions {
  /** metadata.name. */
  readonly name: string;

  /**
   * metadata.namespace.
   * @default - the namespace of the Service that it routes, else of the first backend
   */
  readonly namespace?: string;

  /**
   * Labels of the route.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;

  /** Where the connections go; with more than one, by weight. */
  readonly backends: readonly WeightedBackend[];

  /**
   * The mesh, whose version decides in which version of the API the route is read.
   * @default - one without options
   */
  readonly mesh?: ResolvedMesh;
}

interface VersionedRoute {
  readonly kind: 'TLSRoute' | 'TCPRoute';
  readonly mesh: ResolvedMesh;
}

/** istiod does not read routes of listeners that it does not serve. */
const IS_READ: Check<VersionedRoute> = {
  id: 'AMB264',
  when: ({ kind, mesh }) => {
    const alpha: readonly string[] = mesh.row.alphaListenerProtocols;
    return alpha.includes(kind.slice(0, 3)) && mesh.istiod.env[ALPHA_SWITCH] !== 'true';
  },
  found: ({ kind, mesh }) => `${kind} on Istio ${mesh.version}`,
  expected: `a version that reads it, or ${ALPHA_SWITCH}: istiod ignores the route otherwise`,
  cure: `set istiod.env.${ALPHA_SWITCH} to 'true', or take a newer version`,
};

/** Adds a route of connections in the version of the API that istiod reads, with the grants that it needs. */
export function addStreamRoute(
  scope: Construct,
  kind: 'TLSRoute' | 'TCPRoute',
  props: StreamRouteOptions & Attachment,
  toManifest: (spec: { parentRefs: object[]; rules: object[] }) => ApiObjectProps,
): { readonly name: string; readonly namespace: string } {
  const parents = parentsOf(props);
  const mesh = meshOrDefault(props.mesh);
  const rules = [{ backends: props.backends }];
  const namespace = routeNamespace({ namespace: props.namespace, rules }, parents);
  const route = { kind, name: props.name, namespace, parents, rules, mesh };
  enforce(scope, ATTACHMENT_CHECKS, route);
  enforce(scope, [HAS_BACKENDS, ...WEIGHT_CHECKS], route);
  enforce(scope, [IS_READ], route);
  admit(route);
  const backendRefs = toBackendRefs(props.backends, namespace);
  const { kind: _, ...manifest } = toManifest({ parentRefs: toParentRefs(parents), rules: [{ backendRefs }] });
  new ApiObject(scope, 'Resource', {
    ...manifest,
    kind,
    apiVersion: `gateway.networking.k8s.io/${mesh.row.routeVersions[kind]}`,
    metadata: { name: props.name, namespace, labels: props.labels },
  });
  grantBackends(
    scope,
    route,
    props.backends.map(({ backend }) => backend),
  );
  return { name: props.name, namespace };
}
