import type { k8s } from 'cdk8s-plus-28';
import type { ResolvedMesh } from '../spec';
import { hole, literal, type Templated } from './templated';

/** The image that a Gateway's annotation asks for, if that is a whole reference; else the mesh's own. */
export const imageDefinitions = (mesh: ResolvedMesh) => ({
  image: `annotation .ObjectMeta ${literal('sidecar.istio.io/proxyImage')} ${literal(mesh.proxy.image)}`,
});

const STATUS_PORT = 15021;

/** What the proxy container of gateways and waypoints has in common. */
export function toProxyContainer(mesh: ResolvedMesh) {
  return {
    name: 'istio-proxy',
    image: hole(`ternary $image .ProxyImage (contains ${literal('/')} $image) | quote`),
    imagePullPolicy: mesh.imagePullPolicy,
    ports: [
      { name: 'metrics', containerPort: 15020, protocol: 'TCP' },
      { name: 'status-port', containerPort: STATUS_PORT, protocol: 'TCP' },
      { name: 'http-envoy-prom', containerPort: 15090, protocol: 'TCP' },
    ],
    startupProbe: { ...READY, failureThreshold: 30, initialDelaySeconds: 1, periodSeconds: 1 },
    readinessProbe: { ...READY, failureThreshold: 4, periodSeconds: 15 },
  } satisfies Templated<k8s.Container>;
}

const READY = {
  httpGet: { path: '/healthz/ready', port: STATUS_PORT, scheme: 'HTTP' },
  successThreshold: 1,
  timeoutSeconds: 1,
};

/** What every proxy can do without: capabilities, a writable image, root. */
export const UNPRIVILEGED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
} as const;

/** The DNS domain of the pod's Services. */
export const toDomain = (mesh: ResolvedMesh): string => `$(POD_NAMESPACE).svc.${mesh.clusterDomain}`;

/** Log levels, each of which a Gateway may set by an annotation. */
export function toLogArguments(mesh: ResolvedMesh) {
  return [
    '--proxyLogLevel',
    annotated('sidecar.istio.io/logLevel', mesh.proxy.logLevel),
    '--proxyComponentLogLevel',
    annotated('sidecar.istio.io/componentLogLevel', mesh.proxy.componentLogLevel),
    '--log_output_level',
    annotated('sidecar.istio.io/agentLogLevel', mesh.logLevel ?? 'default:info'),
    ...(mesh.logAsJson ? ['--log_as_json'] : []),
  ];
}

const annotated = (name: string, otherwise: string) =>
  hole(`annotation .ObjectMeta ${literal(name)} ${literal(otherwise)} | quote`);
