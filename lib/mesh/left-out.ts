/**
 * What the official charts install and this library does not, on purpose.
 *
 * @see https://github.com/istio/istio/tree/master/manifests/charts
 */
export interface LeftOut {
  /** The object, or the part of one. */
  readonly what: string;
  /** The chart that has it. */
  readonly chart: 'base' | 'cni' | 'istiod' | 'ztunnel';
  readonly reason: string;
}

const NO_SIDECARS = 'an ambient mesh injects no sidecars';

export const LEFT_OUT: readonly LeftOut[] = [
  {
    chart: 'base',
    what: 'the custom resource definitions',
    reason: 'they are pinned in one lock file and applied server-side before everything else',
  },
  { chart: 'istiod', what: 'MutatingWebhookConfiguration istio-sidecar-injector', reason: NO_SIDECARS },
  { chart: 'istiod', what: 'MutatingWebhookConfiguration of each revision tag', reason: NO_SIDECARS },
  {
    chart: 'istiod',
    what: 'the templates sidecar, gateway, grpc-simple and grpc-agent in ConfigMap istio-sidecar-injector',
    reason: NO_SIDECARS,
  },
  {
    chart: 'istiod',
    what: 'the templates kube-gateway and waypoint as the chart has them',
    reason: 'they are our own, made of typed objects and without what sidecars need; a prop takes the official texts',
  },
  {
    chart: 'istiod',
    what: 'global.sts.servicePort in the template kube-gateway',
    reason: 'it starts a token exchange server in every gateway, which nothing in an ambient mesh asks',
  },
  {
    chart: 'istiod',
    what: 'the templates agentgateway and agentgateway-waypoint',
    reason: 'these gateway classes are experimental, and off unless istiod is told otherwise',
  },
  {
    chart: 'istiod',
    what: 'ConfigMap values',
    reason: 'a dump of Helm values that only istioctl reads; there are none here',
  },
  {
    chart: 'istiod',
    what: 'the labels and annotations by which Helm and the former operator keep their books',
    reason: 'neither of them installs these objects',
  },
  {
    chart: 'istiod',
    what: 'ValidatingAdmissionPolicy of the stable channel',
    reason: 'experimental, and off by default',
  },
  {
    chart: 'istiod',
    what: 'Service and EndpointSlice of a remote istiod',
    reason: 'an ambient mesh of several clusters has an istiod in each: primary and remote are not supported',
  },
];
