/** Where a label or an annotation of Istio is read, and which values mean something. */
export interface IstioKey {
  readonly as: 'label' | 'annotation';
  /** `Pod` stands for the pods of workloads, too. */
  readonly kinds: readonly string[];
  /** @default - any */
  readonly values?: RegExp;
  /** In the words of a message. */
  readonly expected?: string;
}

const TARGETS = ['Namespace', 'Service', 'ServiceEntry'];
const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'];
const GATEWAYS = ['Gateway', 'GatewayClass'];
/** What ParseBool of Go takes. */
const BOOLEAN = { values: /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/, expected: 'true or false' };
const label = (kinds: readonly string[], more: Partial<IstioKey> = {}): IstioKey => ({ as: 'label', kinds, ...more });
const annotation = (kinds: readonly string[], more: Partial<IstioKey> = {}): IstioKey => ({
  as: 'annotation',
  kinds,
  ...more,
});

/**
 * The labels and annotations by which an ambient mesh is steered. istiod hands those of a Gateway on to its pods and its
 * Service. Of each that is both, or is read everywhere, nothing can be said, so that it is not here.
 * @see https://github.com/istio/api/blob/v1.31.1/label/labels.yaml and annotation/annotations.yaml
 */
export const ISTIO_KEYS: ReadonlyMap<string, IstioKey> = new Map([
  // Another rule tells of it on a workload alone.
  ['istio.io/dataplane-mode', label(['Namespace', 'Pod', 'Gateway', ...WORKLOADS])],
  ['istio.io/use-waypoint', label([...TARGETS, 'Pod', 'WorkloadEntry', 'Gateway'])],
  ['istio.io/use-waypoint-namespace', label([...TARGETS, 'Pod', 'WorkloadEntry', 'Gateway'])],
  ['istio.io/use-waypoint-canary', label(TARGETS)],
  ['istio.io/use-waypoint-canary-namespace', label(TARGETS)],
  ['istio.io/use-waypoint-canary-weight', annotation(TARGETS)],
  ['istio.io/ingress-use-waypoint', label(TARGETS, BOOLEAN)],
  ['istio.io/waypoint-for', label(GATEWAYS)],
  ['networking.istio.io/enable-autoallocate-ip', label(['ServiceEntry'])],
  ['gateway.istio.io/defaults-for-class', label(['ConfigMap'])],
  ['ambient.istio.io/waypoint-inbound-binding', annotation(GATEWAYS)],
  ['ambient.istio.io/bypass-inbound-capture', annotation(['Pod', 'Gateway'], BOOLEAN)],
  [
    'ambient.istio.io/redirection',
    annotation(['Pod', 'Gateway'], {
      values: /^(enabled|pending)$/,
      expected: 'none: istio-cni writes it, and label istio.io/dataplane-mode=none keeps pods out of the mesh',
    }),
  ],
  ['ambient.istio.io/dns-capture', annotation(['Pod', 'Gateway'], BOOLEAN)],
  ['gateway.istio.io/name-override', annotation(['Gateway'])],
  ['gateway.istio.io/service-account', annotation(['Gateway'])],
  ['networking.istio.io/service-type', annotation(['Gateway'])],
  [
    'networking.istio.io/traffic-distribution',
    annotation([...TARGETS, 'Gateway'], {
      values: /^(PreferClose|PreferSameZone|PreferSameNode|Any)$/i,
      expected: 'PreferClose, PreferSameZone, PreferSameNode or Any',
    }),
  ],
]);
