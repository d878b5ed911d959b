/** A kind with its group, `HTTPRoute.gateway.networking.k8s.io`; of the core group the kind alone. */
export type KindId = string;

export const kindId = (group: string, kind: string): KindId => (group === '' ? kind : `${kind}.${group}`);

const gatewayApi = (kind: string) => kindId('gateway.networking.k8s.io', kind);

export const GATEWAY = gatewayApi('Gateway');
export const GATEWAY_CLASS = gatewayApi('GatewayClass');
export const LISTENER_SET = gatewayApi('ListenerSet');
export const HTTP_ROUTE = gatewayApi('HTTPRoute');
export const GRPC_ROUTE = gatewayApi('GRPCRoute');
export const TLS_ROUTE = gatewayApi('TLSRoute');
export const TCP_ROUTE = gatewayApi('TCPRoute');
export const REFERENCE_GRANT = gatewayApi('ReferenceGrant');
export const AUTHORIZATION_POLICY = kindId('security.istio.io', 'AuthorizationPolicy');
export const REQUEST_AUTHENTICATION = kindId('security.istio.io', 'RequestAuthentication');
export const PEER_AUTHENTICATION = kindId('security.istio.io', 'PeerAuthentication');
export const WASM_PLUGIN = kindId('extensions.istio.io', 'WasmPlugin');
export const TELEMETRY = kindId('telemetry.istio.io', 'Telemetry');
export const BACKEND_TLS_POLICY = gatewayApi('BackendTLSPolicy');
export const DESTINATION_RULE = kindId('networking.istio.io', 'DestinationRule');
export const VIRTUAL_SERVICE = kindId('networking.istio.io', 'VirtualService');
export const CLASSIC_GATEWAY = kindId('networking.istio.io', 'Gateway');
export const ENVOY_FILTER = kindId('networking.istio.io', 'EnvoyFilter');
export const SERVICE_ENTRY = kindId('networking.istio.io', 'ServiceEntry');
export const CERTIFICATE = kindId('cert-manager.io', 'Certificate');
export const NAMESPACE = 'Namespace';
export const SERVICE = 'Service';
export const SECRET = 'Secret';
export const CONFIG_MAP = 'ConfigMap';

/** Routes that istiod reads. */
export const ROUTES: readonly KindId[] = [HTTP_ROUTE, GRPC_ROUTE, TLS_ROUTE, TCP_ROUTE];

export const CUSTOM_RESOURCE_DEFINITION = kindId('apiextensions.k8s.io', 'CustomResourceDefinition');
export const VALIDATING_WEBHOOKS = kindId('admissionregistration.k8s.io', 'ValidatingWebhookConfiguration');
export const MUTATING_WEBHOOKS = kindId('admissionregistration.k8s.io', 'MutatingWebhookConfiguration');

/** Kinds without a namespace. */
export const CLUSTER_WIDE: ReadonlySet<KindId> = new Set([
  NAMESPACE,
  GATEWAY_CLASS,
  CUSTOM_RESOURCE_DEFINITION,
  VALIDATING_WEBHOOKS,
  MUTATING_WEBHOOKS,
  kindId('rbac.authorization.k8s.io', 'ClusterRole'),
  kindId('rbac.authorization.k8s.io', 'ClusterRoleBinding'),
  kindId('scheduling.k8s.io', 'PriorityClass'),
  kindId('cert-manager.io', 'ClusterIssuer'),
  kindId('sailoperator.io', 'Istio'),
  kindId('sailoperator.io', 'IstioCNI'),
  kindId('sailoperator.io', 'ZTunnel'),
  kindId('sailoperator.io', 'IstioRevision'),
  kindId('sailoperator.io', 'IstioRevisionTag'),
]);
