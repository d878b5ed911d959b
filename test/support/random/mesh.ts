import fc from 'fast-check';
import { PLATFORM_NAMES } from '../../../lib/mesh/platforms';
import type { AmbientMeshProps } from '../../../lib/mesh/spec';
import type { MeshConfig } from '../../../lib/mesh/spec/mesh-config';
import type { GatewaysProps, ProxyProps, WaypointProps } from '../../../lib/mesh/spec/proxy';
import type { IstioVersion } from '../../../lib/mesh/versions';
import { meshFindings } from '../mesh-findings';
import { CNI, ZTUNNEL } from './agents';
import { ISTIOD } from './istiod';
import {
  type Arbitraries,
  affinity,
  annotations,
  awkward,
  flag,
  label,
  labels,
  one,
  plain,
  pullPolicy,
  resources,
  seccompProfile,
  selector,
  spread,
  tolerations,
} from './values';

/** Some props of an interface, few at a time so that what they do can be told apart. */
const some = <Props>(arbitraries: Arbitraries<Props>): fc.Arbitrary<Props> => {
  const names = Object.keys(arbitraries) as (keyof Props)[];
  return fc
    .subarray(names, { maxLength: Math.min(6, names.length) })
    .chain(chosen =>
      fc.record(Object.fromEntries(chosen.map(name => [name, arbitraries[name]]))),
    ) as fc.Arbitrary<Props>;
};

const meshConfig: fc.Arbitrary<MeshConfig> = fc.record(
  {
    trustDomain: one('prod.example.com'),
    rootNamespace: label,
    accessLogFile: one('/dev/stdout', ''),
    accessLogEncoding: one('JSON', 'TEXT'),
    enableTracing: flag,
    enablePrometheusMerge: flag,
    trustDomainAliases: fc.array(label, { maxLength: 2 }),
    accessLogFormat: awkward,
    discoverySelectors: fc.array(selector, { maxLength: 2 }),
    extensionProviders: one(
      [{ name: 'otel', opentelemetry: { service: 'otel.obs.svc', port: 4317 } }],
      [
        {
          name: 'n',
          envoyFileAccessLog: { path: '/dev/stdout', logFormat: { labels: { a: '%REQ(:METHOD)%', b: '0123' } } },
        },
      ],
    ),
    outboundTrafficPolicy: one({ mode: 'REGISTRY_ONLY' as const }),
    caCertificates: one([
      { pem: '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n', certSigners: ['a'] },
    ]),
    connectTimeout: one('10s'),
    tcpKeepalive: one({ probes: 0, time: '10s' }),
    ingressClass: awkward,
    defaultProviders: one({ metrics: [] }, { tracing: ['otel'] }),
    pathNormalization: one({ normalization: 'MERGE_SLASHES' as const }),
    serviceScopeConfigs: one([{ scope: 'LOCAL' as const }], []),
    defaultConfig: fc.record(
      {
        proxyMetadata: annotations,
        concurrency: fc.integer({ min: 0, max: 4 }),
        drainDuration: one('45s'),
        terminationDrainDuration: one('0s'),
        tracing: one({ sampling: 0.5, zipkin: { address: 'zipkin:9411' } }),
        image: one({ imageType: 'debug' }),
        meshId: label,
        discoveryAddress: one('a.example.com:15012'),
      },
      { requiredKeys: [] },
    ),
    localityLbSetting: one({ enabled: false }),
  },
  { requiredKeys: [] },
);

export const PROXY: Arbitraries<ProxyProps> = {
  image: one('renamed'),
  resources,
  logLevel: one('info'),
  componentLogLevel: one('jwt:debug'),
  outlierLogPath: one('/dev/stdout'),
  lifecycle: one({ preStop: { sleep: { seconds: 5 } } }),
};

export const GATEWAYS: Arbitraries<GatewaysProps> = { seccompProfile, securityContext: one({ runAsUser: 1000 }) };

export const WAYPOINT: Arbitraries<WaypointProps> = {
  resources,
  affinity,
  topologySpreadConstraints: spread,
  nodeSelector: labels,
  tolerations,
};

const partial = fc.oneof(
  one<Readonly<Record<string, unknown>>>(
    { spec: { replicas: 2 } },
    { metadata: { labels: { a: 'b' } }, spec: { list: [1, { b: 'yes' }, [], {}, [[0.5]], true], none: {} } },
  ),
  annotations.map(given => ({ metadata: { annotations: given } })),
);

export const MESH: Arbitraries<AmbientMeshProps> = {
  version: one<IstioVersion>('1.28.10', '1.29.6', '1.30.3', '1.31.1'),
  hub: one('mirror.example.com/istio'),
  tag: one('patched'),
  variant: one('', 'debug', 'distroless'),
  imagePullPolicy: pullPolicy,
  imagePullSecrets: fc.array(label, { maxLength: 2 }),
  platform: one(...PLATFORM_NAMES),
  namespace: label,
  revision: fc.oneof({ weight: 5, arbitrary: label }, { weight: 1, arbitrary: one('default', '1-31-1') }),
  revisionTags: fc.uniqueArray(fc.oneof(label, one('default', 'prod')), { maxLength: 2 }),
  defaultRevision: one('', 'canary', '1-31-1'),
  readerRbac: flag,
  readerServiceAccount: fc.record({ name: label, namespace: label }),
  meshId: label,
  clusterName: label,
  network: label,
  meshNetworks: one({
    network2: { endpoints: [{ fromRegistry: '0123' }], gateways: [{ address: '1.1.1.1', port: 80 }] },
    n: { endpoints: [{ fromCidr: '192.168.0.0/24' }, { fromRegistry: 'west' }], gateways: [{ locality: 'a: b' }] },
  }),
  clusterDomain: one('example.internal', '0123'),
  caAddress: one('ca.example.com:443', '10.0.0.1:443', '[::1]:443'),
  caName: one('GkeWorkloadCertificate'),
  trustBundleName: label,
  tokenAudience: one('mesh.example.com'),
  logLevel: one('default:debug,ads:info', 'debug', '', 'n'),
  logAsJson: flag,
  networkPolicies: flag,
  nativeNftables: flag,
  meshConfig,
  istiod: some(ISTIOD),
  cni: some(CNI),
  ztunnel: some(ZTUNNEL),
  proxy: some(PROXY),
  gateways: some(GATEWAYS),
  waypoint: some(WAYPOINT),
  templates: one({ waypoint: 'kind: Example\n' }),
  gatewayClasses: fc.dictionary(
    one('istio', 'istio-waypoint', 'istio-remote'),
    fc.record(
      {
        deployment: partial,
        service: partial,
        serviceAccount: partial,
        horizontalPodAutoscaler: partial,
        podDisruptionBudget: partial,
      },
      { requiredKeys: [] },
    ),
  ),
};

/** Any number of props of an interface at once. */
const many = <Props>(arbitraries: Arbitraries<Props>): fc.Arbitrary<Props> =>
  fc.record(arbitraries, { requiredKeys: [] }) as fc.Arbitrary<Props>;

const MANY: Arbitraries<AmbientMeshProps> = {
  ...MESH,
  istiod: many(ISTIOD),
  cni: many(CNI),
  ztunnel: many(ZTUNNEL),
  proxy: many(PROXY),
  gateways: many(GATEWAYS),
  waypoint: many(WAYPOINT),
};

const isTaken = (props: AmbientMeshProps) => !/^error/m.test(meshFindings(props));

/** About half of all props of any mesh, laid under some that are given, if it is not refused. */
export const crowdedMeshWith = (given: AmbientMeshProps): fc.Arbitrary<AmbientMeshProps> =>
  many(MANY)
    .map(props => plain({ ...props, ...given }))
    .filter(isTaken);

/** Some props of any mesh, laid under some that are given, if it is not refused; made of plain objects only. */
export const randomMeshWith = (given: AmbientMeshProps): fc.Arbitrary<AmbientMeshProps> =>
  some(MESH)
    .map(props => plain({ ...props, ...given }))
    .filter(isTaken);

/** Any mesh that is not refused. */
export const randomMesh: fc.Arbitrary<AmbientMeshProps> = randomMeshWith({});
