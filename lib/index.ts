export { CertificateAuthority, type CertificateAuthorityProps } from './addons/cert-manager/certificate-authority';
export { coversHost, isDnsName } from './addons/cert-manager/dns-names';
export { IssuerAccount, type IssuerAccountProps } from './addons/cert-manager/issuer-account';
export type { Hours, IssuerRef } from './addons/cert-manager/issuer-ref';
export { ServerCertificate, type ServerCertificateProps } from './addons/cert-manager/server-certificate';
export { Kiali, type KialiProps } from './addons/kiali/kiali';
export type { KialiLogin } from './addons/kiali/kiali-spec';
export { AddressPool, type AddressPoolProps } from './addons/metallb/address-pool';
export type { AddressRange } from './addons/metallb/address-range';
export { OlmSubscription, type OlmSubscriptionProps } from './addons/olm-subscription';
export { MeshMonitors, type MeshMonitorsProps } from './addons/prometheus/mesh-monitors';
export { GatewayMetricsPolicy, type GatewayMetricsPolicyProps } from './addons/prometheus/metrics-policy';
export { Prometheus } from './addons/prometheus/prometheus';
export type { PrometheusProps } from './addons/prometheus/prometheus-props';
export type { MeshNamespaces, ScrapeJob } from './addons/prometheus/scrape-config';
export type { AppProps as WorkloadAppProps } from './app/app-props';
export { Bookinfo, type BookinfoProps } from './app/bookinfo/bookinfo';
export { BookinfoService } from './app/bookinfo/service';
export type { BookinfoName, BookinfoVersion } from './app/bookinfo/services';
export { CanaryPages, type CanaryPagesProps } from './app/canary-pages';
export { EchoPage, type EchoPageProps } from './app/echo-page';
export { HttpEcho, type HttpEchoProps } from './app/http-echo';
export {
  AmbientNetworkPolicy,
  type AmbientNetworkPolicyProps,
  GatewayNetworkPolicy,
  type GatewayNetworkPolicyProps,
  type OpenPort,
} from './app/network-policy';
export { TlsNginx, type TlsNginxProps } from './app/tls-nginx';
export { type Check, enforce } from './core/checks';
export { type Fault as RuleFault, type Finding, FindingsError, formatFindings, type Level } from './core/findings';
export { type IndexedObject, type KubeObject, ObjectIndex, type ObjectKey } from './core/object-index';
export type { Rule } from './core/rule';
export { type Judged, SUPPRESS_ANNOTATION, type Suppressed, suppress } from './core/suppression';
export type { Synthesis } from './core/synthesis';
export type { AffinityPlace } from './gateway/affinity-recipe';
export { type Attachment, fromGateway, type RouteParent } from './gateway/attachment';
export { type Backend, toHost } from './gateway/backend';
export {
  BackendTlsPolicy,
  type BackendTlsPolicyProps,
  type BackendTrust,
  type SubjectAltName,
} from './gateway/backend-tls-policy';
export type {
  BootstrapCertificate,
  CertificateSource,
  ExistingSecret,
  IssuedCertificate,
  NeededCertificate,
} from './gateway/certificate';
export { DestinationRule, type DestinationRuleProps, type ExternalHost } from './gateway/destination-rule';
export type { ClusterIpExposure, Exposure, LoadBalancerExposure, NodePortExposure } from './gateway/exposure';
export { Gateway, type GatewayProps } from './gateway/gateway';
export type { GatewayApiChannel } from './gateway/gateway-api';
export { GatewayClass, type GatewayClassProps } from './gateway/gateway-class';
export { type GrpcMatch, GrpcRoute, type GrpcRouteProps, type GrpcRouteRule } from './gateway/grpc-route';
export type {
  Cors,
  HeaderModifier,
  PathModifier,
  RequestMirror,
  RequestRedirect,
  UrlRewrite,
} from './gateway/http-filter';
export type { HttpMethod, HttpRouteMatch, PathMatch, ValueMatch } from './gateway/http-match';
export { HttpRoute, type HttpRouteProps } from './gateway/http-route';
export type { HttpBackend, HttpRetry, HttpRouteRule, HttpTimeouts } from './gateway/http-rule';
export type { HttpListener, HttpsListener, Listener, RouteKind, TcpListener, TlsListener } from './gateway/listener';
export { ListenerSet, type ListenerSetProps } from './gateway/listener-set';
export { StickySession, type StickySessionProps } from './gateway/sticky-session';
export { TcpRoute, type TcpRouteProps } from './gateway/tcp-route';
export { TlsRoute, type TlsRouteProps } from './gateway/tls-route';
export type {
  Affinity,
  ConnectionPool,
  CookieAffinity,
  OutlierDetection,
  TlsOrigination,
  TrafficPolicy,
} from './gateway/traffic-policy';
export {
  type Fault,
  type WaypointRetries,
  WaypointTraffic,
  type WaypointTrafficProps,
} from './gateway/waypoint-traffic';
export { canary, type WeightedBackend } from './gateway/weighted-backend';
export { AmbientMesh } from './mesh/ambient-mesh';
export { Base } from './mesh/base/base';
export { IstioCni } from './mesh/cni/istio-cni';
export { type DefinitionsLeft, toDefinitionsLeft } from './mesh/delivery/definitions';
export { FluxDelivery, type FluxDeliveryProps, type FluxOptions } from './mesh/delivery/flux';
export { HelmDelivery, type HelmDeliveryProps, type HelmOptions } from './mesh/delivery/helm';
export { toHelmValues } from './mesh/delivery/helm-values';
export { SailDelivery, type SailDeliveryProps, type SailOptions } from './mesh/delivery/sail';
export { toSailValues } from './mesh/delivery/sail-values';
export type { AutoscalingOptions, DeploymentOptions, ResourceAmounts } from './mesh/deployment-options';
export { leaveWaypoint, type WaypointFor } from './mesh/enrolment';
export { type Identity, toPrincipal, type Workload } from './mesh/identity';
export { Istiod } from './mesh/istiod/istiod';
export type { LeftOut } from './mesh/left-out';
export type { Manifest } from './mesh/manifest';
export { type MeshMode, Namespace, type NamespaceProps, type PodSecurityLevel } from './mesh/namespace';
export { type MutualTlsMode, PeerAuthentication, type PeerAuthenticationProps } from './mesh/peer-authentication';
export type { Platform } from './mesh/platforms';
export {
  AuthorizationPolicy,
  type AuthorizationPolicyProps,
  type ConnectionPolicyProps,
  DefaultDeny,
  type DefaultDenyProps,
  type RequestPolicyProps,
} from './mesh/policy/authorization-policy';
export type {
  Condition,
  ConnectionRule,
  ConnectionSource,
  PortOperation,
  RequestOperation,
  RequestRule,
  RequestSource,
} from './mesh/policy/authorization-rule';
export {
  type JwtRule,
  RequestAuthentication,
  type RequestAuthenticationProps,
} from './mesh/policy/request-authentication';
export { EVERY_WAYPOINT, type PolicyTarget, serviceTarget } from './mesh/policy/target';
export {
  type AccessLogging,
  type Metrics,
  type MetricsOverride,
  Telemetry,
  type TelemetryProps,
  type Tracing,
} from './mesh/policy/telemetry';
export { development, laptop, PRESETS, type PresetName, production, withPreset } from './mesh/presets';
export type { RevisionProps } from './mesh/revisions';
export { ServiceEntry, type ServiceEntryPort, type ServiceEntryProps } from './mesh/service-entry';
export { type AmbientMeshProps, type ResolvedMesh, resolveMesh } from './mesh/spec';
export type { CniProps } from './mesh/spec/cni';
export type { IstiodProps } from './mesh/spec/istiod';
export type { MeshConfig } from './mesh/spec/mesh-config';
export type { PullPolicy } from './mesh/spec/pod';
export type {
  GatewayClassDefaults,
  GatewaysProps,
  ProxyProps,
  WaypointProps as MeshWaypointProps,
} from './mesh/spec/proxy';
export type { InjectorTemplates } from './mesh/spec/templates';
export type { ZtunnelProps } from './mesh/spec/ztunnel';
export type { IstioVersion, VersionRow } from './mesh/versions';
export { type EnrolmentOptions, Waypoint, type WaypointProps } from './mesh/waypoint';
export { Ztunnel } from './mesh/ztunnel/ztunnel';
export { type AnalyzeOptions, analyzeManifests } from './rules/analyze-manifests';
export { App, type AppProps } from './rules/app';
export { AmbientValidation, type AmbientValidationProps } from './rules/cdk8s-validation';
export { FINDING_IDS, type FindingId } from './rules/ids';
export { type Manifests, readManifests, type Unreadable } from './rules/manifests';
export type { Delivery, DeliveryProps } from './stacks/delivery';
export { FLUX_STAGES, type FluxStagesProps, toFluxStages, toKustomization } from './stacks/kustomization';
export { AmbientSystem, type AmbientSystemProps, type SystemWaypointProps } from './stacks/system';
export { homeLab } from './topologies/home-lab';
export { intranetInternet } from './topologies/intranet-internet';
export { openshiftBookinfo } from './topologies/openshift-bookinfo';
export { gatewayPerNamespace, httpGateways } from './topologies/prototypes/http-gateways';
export { httpsCertManager, httpsOpenssl } from './topologies/prototypes/https-gateways';
export { mixedTls, tlsPassthrough, tlsPassthroughNamespace } from './topologies/prototypes/tls-passthrough';
export type { PoolOptions, Settings } from './topologies/settings';
export { sharedGateway } from './topologies/shared-gateway';
export type { RunAsUser } from './workload/container';
