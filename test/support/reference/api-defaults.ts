/**
 * Fields that may be absent because the API server, or the component that reads them, then takes this value.
 * A path is written as the API has it, `[]` for the items of a list; `pod` stands for the pod of a workload.
 */
export interface ApiDefault {
  readonly kinds: readonly string[];
  readonly path: string;
  readonly value: unknown;
  readonly why: string;
}

const POD_API = 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/';
const WORKLOADS = ['Deployment', 'DaemonSet'];

const inPod = (path: string, value: unknown, why = POD_API): ApiDefault => ({
  kinds: WORKLOADS,
  path: `spec.template.spec.${path}`,
  value,
  why,
});

const inContainer = (path: string, value: unknown): ApiDefault => inPod(`containers[].${path}`, value);

const of = (kind: string, path: string, value: unknown, why: string): ApiDefault => ({
  kinds: [kind],
  path,
  value,
  why,
});

const CONTAINER: readonly ApiDefault[] = [
  inContainer('ports[].protocol', 'TCP'),
  inContainer('env[].value', ''),
  inContainer('env[].valueFrom.fieldRef.apiVersion', 'v1'),
  inContainer('env[].valueFrom.resourceFieldRef.divisor', '0'),
  inContainer('readinessProbe.httpGet.scheme', 'HTTP'),
  inContainer('readinessProbe.initialDelaySeconds', 0),
  inContainer('readinessProbe.timeoutSeconds', 1),
  inContainer('readinessProbe.periodSeconds', 10),
  inContainer('readinessProbe.successThreshold', 1),
  inContainer('readinessProbe.failureThreshold', 3),
  inContainer('securityContext.privileged', false),
  inContainer('terminationMessagePolicy', 'File'),
  inContainer('volumeMounts[].readOnly', false),
  inContainer('volumeMounts[].mountPropagation', 'None'),
];

const POD: readonly ApiDefault[] = [
  inPod('dnsPolicy', 'ClusterFirst'),
  inPod('terminationGracePeriodSeconds', 30),
  inPod('tolerations[].operator', 'Equal'),
  inPod('volumes[].configMap.defaultMode', 420),
  inPod('volumes[].configMap.optional', false),
  inPod('volumes[].hostPath.type', ''),
  inPod('volumes[].projected.defaultMode', 420),
  inPod('volumes[].projected.sources[].serviceAccountToken.expirationSeconds', 3600),
  inPod('volumes[].secret.defaultMode', 420),
  inPod('volumes[].secret.optional', false),
];

const WEBHOOK_API =
  'https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/validating-webhook-configuration-v1/';
const DEPLOYMENT_API = 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/';
const DAEMON_SET_API = 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/daemon-set-v1/';
const POLICY_API = 'https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/';
const AUTOSCALER_API =
  'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/';
const SERVICE_API = 'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/';

const API_DEFAULTS: readonly ApiDefault[] = [
  ...CONTAINER,
  ...POD,
  of('Deployment', 'spec.replicas', 1, DEPLOYMENT_API),
  of('Deployment', 'spec.strategy.type', 'RollingUpdate', DEPLOYMENT_API),
  of('Deployment', 'spec.strategy.rollingUpdate.maxSurge', '25%', DEPLOYMENT_API),
  of('Deployment', 'spec.strategy.rollingUpdate.maxUnavailable', '25%', DEPLOYMENT_API),
  of('DaemonSet', 'spec.updateStrategy.type', 'RollingUpdate', DAEMON_SET_API),
  of('DaemonSet', 'spec.updateStrategy.rollingUpdate.maxSurge', 0, DAEMON_SET_API),
  of('DaemonSet', 'spec.updateStrategy.rollingUpdate.maxUnavailable', 1, DAEMON_SET_API),
  of('Service', 'spec.type', 'ClusterIP', SERVICE_API),
  of('Service', 'spec.ports[].protocol', 'TCP', SERVICE_API),
  of('NetworkPolicy', 'spec.ingress[].from', [], `an empty list matches all sources: ${POLICY_API}`),
  of('NetworkPolicy', 'spec.ingress[].ports[].protocol', 'TCP', POLICY_API),
  of('HorizontalPodAutoscaler', 'spec.minReplicas', 1, AUTOSCALER_API),
  of('ValidatingWebhookConfiguration', 'webhooks[].failurePolicy', 'Fail', WEBHOOK_API),
  of('ValidatingWebhookConfiguration', 'webhooks[].matchPolicy', 'Equivalent', WEBHOOK_API),
  of('ValidatingWebhookConfiguration', 'webhooks[].timeoutSeconds', 10, WEBHOOK_API),
  of('ValidatingWebhookConfiguration', 'webhooks[].clientConfig.service.port', 443, WEBHOOK_API),
];

const BY_PLACE = new Map(
  API_DEFAULTS.flatMap(({ kinds, path, value }) => kinds.map(kind => [`${kind} ${path}`, JSON.stringify(value)])),
);

/** Whether a field holds what it would hold if it were absent. */
export function isApiDefault(kind: string, path: string, value: unknown): boolean {
  const absent = BY_PLACE.get(`${kind} ${path}`);
  return absent !== undefined && absent === JSON.stringify(value);
}
