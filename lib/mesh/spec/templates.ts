/**
 * Injector templates that take the place of the library's own, as Go template text.
 *
 * A text is run by istiod as it stands. It finds in `.Values` what Istio's own `kube-gateway.yaml` and `waypoint.yaml`
 * look up there (`global`, `gateways`, `pilot.env`, `revision`), so these two work unchanged.
 *
 * @see https://github.com/istio/istio/tree/master/manifests/charts/istio-control/istio-discovery/files
 */
export interface InjectorTemplates {
  /** For Gateways of the controller `istio.io/gateway-controller`. @default - the library's own */
  readonly 'kube-gateway'?: string;
  /** For waypoints, and for gateways between networks. @default - the library's own */
  readonly waypoint?: string;
}
