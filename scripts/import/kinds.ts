/** A custom resource that `imports/` has a class for. */
export interface ImportedKind {
  /** The set of the CRD lock that defines it. */
  readonly set: string;
  readonly group: string;
  readonly kind: string;
  /** The one version that is imported, so that the class name needs no suffix. */
  readonly version: string;
}

const inSet = (set: string, group: string, version: string, kind: string): ImportedKind => ({
  set,
  group,
  kind,
  version,
});
const gatewayApi = (version: string, kind: string) =>
  inSet('gateway-api/v1.6.1', 'gateway.networking.k8s.io', version, kind);
const istio = (group: string, version: string, kind: string) => inSet('istio/1.31.1', group, version, kind);
const flux = (controller: string, version: string, kind: string) =>
  inSet('flux', `${controller}.toolkit.fluxcd.io`, version, kind);
const sail = (kind: string) => inSet('sail', 'sailoperator.io', 'v1', kind);

/**
 * The kinds in use; to add one, add a line and run `npm run import`.
 * ReferenceGrant is v1beta1 because that is what Istio 1.28 to 1.31 read.
 * @see https://github.com/istio/istio/blob/1.31.1/pkg/config/schema/metadata.yaml
 */
export const KINDS: readonly ImportedKind[] = [
  gatewayApi('v1', 'GatewayClass'),
  gatewayApi('v1', 'Gateway'),
  gatewayApi('v1', 'ListenerSet'),
  gatewayApi('v1', 'HTTPRoute'),
  gatewayApi('v1', 'GRPCRoute'),
  gatewayApi('v1', 'TLSRoute'),
  gatewayApi('v1', 'TCPRoute'),
  gatewayApi('v1', 'BackendTLSPolicy'),
  gatewayApi('v1beta1', 'ReferenceGrant'),
  istio('networking.istio.io', 'v1', 'DestinationRule'),
  istio('networking.istio.io', 'v1', 'VirtualService'),
  istio('networking.istio.io', 'v1', 'ServiceEntry'),
  istio('security.istio.io', 'v1', 'AuthorizationPolicy'),
  istio('security.istio.io', 'v1', 'PeerAuthentication'),
  istio('telemetry.istio.io', 'v1', 'Telemetry'),
  flux('helm', 'v2', 'HelmRelease'),
  flux('kustomize', 'v1', 'Kustomization'),
  flux('source', 'v1', 'GitRepository'),
  flux('source', 'v1', 'HelmRepository'),
  flux('source', 'v1', 'OCIRepository'),
  sail('IstioRevisionTag'), // of the others nearly all is values of charts: their schemas judge them
  inSet('cert-manager', 'cert-manager.io', 'v1', 'Certificate'),
  inSet('cert-manager', 'cert-manager.io', 'v1', 'ClusterIssuer'),
  inSet('cert-manager', 'cert-manager.io', 'v1', 'Issuer'),
  inSet('metallb', 'metallb.io', 'v1beta1', 'IPAddressPool'),
  inSet('metallb', 'metallb.io', 'v1beta1', 'L2Advertisement'),
  inSet('kiali', 'kiali.io', 'v1alpha1', 'Kiali'),
  inSet('olm', 'operators.coreos.com', 'v1', 'OperatorGroup'),
  inSet('olm', 'operators.coreos.com', 'v1alpha1', 'Subscription'),
  inSet('prometheus', 'monitoring.coreos.com', 'v1', 'PodMonitor'),
  inSet('prometheus', 'monitoring.coreos.com', 'v1', 'ServiceMonitor'),
];
