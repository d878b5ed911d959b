import type { AmbientMeshProps } from '../../../../lib/mesh/spec';
import type { MeshConfig } from '../../../../lib/mesh/spec/mesh-config';
import type { InjectorTemplates } from '../../../../lib/mesh/spec/templates';
import { type PropExample, showMeshProps } from '../../../support/mesh-props';

const config = (meshConfig: MeshConfig): PropExample => ({ props: { meshConfig } });

const CONFIG: Readonly<Record<string, PropExample>> = {
  trustDomain: config({ trustDomain: 'prod.example.com' }),
  trustDomainAliases: config({ trustDomainAliases: ['old.example.com'] }),
  rootNamespace: config({ rootNamespace: 'mesh-policy' }),
  discoverySelectors: config({ discoverySelectors: [{ matchLabels: { 'istio-discovery': 'enabled' } }] }),
  serviceScopeConfigs: config({
    serviceScopeConfigs: [{ scope: 'GLOBAL', servicesSelector: { matchLabels: { shared: 'yes' } } }],
  }),
  accessLogFile: config({ accessLogFile: '/dev/stdout' }),
  accessLogEncoding: config({ accessLogEncoding: 'JSON' }),
  accessLogFormat: config({ accessLogFormat: '%START_TIME% %RESPONSE_CODE%\n' }),
  enableTracing: config({ enableTracing: true }),
  enablePrometheusMerge: config({ enablePrometheusMerge: false }),
  defaultProviders: config({ defaultProviders: { accessLogging: ['envoy'] } }),
  extensionProviders: config({
    extensionProviders: [{ name: 'otel', opentelemetry: { service: 'otel.tracing.svc.cluster.local', port: 4317 } }],
  }),
  outboundTrafficPolicy: config({ outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }),
  'outboundTrafficPolicy.mode': {
    props: { meshConfig: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } } },
    over: { meshConfig: { outboundTrafficPolicy: { mode: 'ALLOW_ANY' } } },
  },
  pathNormalization: config({ pathNormalization: { normalization: 'MERGE_SLASHES' } }),
  'pathNormalization.normalization': {
    props: { meshConfig: { pathNormalization: { normalization: 'NONE' } } },
    over: { meshConfig: { pathNormalization: { normalization: 'BASE' } } },
  },
  caCertificates: config({ caCertificates: [{ pem: '-----BEGIN CERTIFICATE-----' }] }),
  defaultConfig: config({
    defaultConfig: { concurrency: 2, proxyMetadata: { EXIT_ON_ZERO_ACTIVE_CONNECTIONS: 'true' } },
  }),
};

showMeshProps('MeshConfig', CONFIG);

const SHORT: InjectorTemplates = { 'kube-gateway': 'kind: Deployment\n', waypoint: 'kind: Deployment\n' };

const templates = (own: InjectorTemplates): PropExample => {
  const over: AmbientMeshProps = { templates: SHORT };
  return { props: { templates: { ...SHORT, ...own } }, over };
};

const TEMPLATES: Readonly<Record<string, PropExample>> = {
  'kube-gateway': templates({ 'kube-gateway': 'kind: StatefulSet\n' }),
  waypoint: templates({ waypoint: 'kind: DaemonSet\n' }),
};

showMeshProps('InjectorTemplates', TEMPLATES);
