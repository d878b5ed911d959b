/** One object of a kind in YAML; `spec` is indented by itself. */
export function manifest(apiVersion: string, kind: string, place: string, spec: object, metadata: object = {}): string {
  const [namespace, name] = place.includes('/') ? place.split('/') : [undefined, place];
  const object = { apiVersion, kind, metadata: { name, ...(namespace ? { namespace } : {}), ...metadata } };
  return `${JSON.stringify({ ...object, ...spec })}\n---\n`;
}

const GATEWAY_API = 'gateway.networking.k8s.io/v1';

export const namespace = (name: string, labels: object = {}) => manifest('v1', 'Namespace', name, {}, { labels });

/** A Gateway of class `istio`, `namespace/name`. */
export const gateway = (place: string, listeners: readonly object[], spec: object = {}, metadata: object = {}) =>
  manifest(GATEWAY_API, 'Gateway', place, { spec: { gatewayClassName: 'istio', listeners, ...spec } }, metadata);

/** A listener by HTTP on port 80 that takes routes from everywhere. */
export const http = (name: string, more: object = {}) => ({
  name,
  port: 80,
  protocol: 'HTTP',
  allowedRoutes: { namespaces: { from: 'All' } },
  ...more,
});

/** A listener by HTTPS on port 443 with certificates. */
export const https = (name: string, certificateRefs: readonly object[], more: object = {}) => ({
  ...http(name),
  port: 443,
  protocol: 'HTTPS',
  tls: { certificateRefs },
  ...more,
});

/** A waypoint, `namespace/name`. */
export const waypoint = (place: string, allowedRoutes: object = {}, labels: object = {}, spec: object = {}) => {
  const listeners = [{ name: 'mesh', port: 15008, protocol: 'HBONE', allowedRoutes }];
  return gateway(place, listeners, { gatewayClassName: 'istio-waypoint', ...spec }, { labels });
};

/** A route of a kind to backends, or with rules of its own. */
export const route = (kind: string, place: string, parentRefs: readonly object[], spec: object = {}) =>
  manifest(GATEWAY_API, kind, place, { spec: { parentRefs, rules: [{ backendRefs: [web] }], ...spec } });

/** The backend that `service('…/web')` is. */
export const web = { name: 'web', port: 80 };

export const service = (place: string, labels: object = {}, spec: object = {}) =>
  manifest('v1', 'Service', place, { spec: { ports: [{ name: 'http', port: 80 }], ...spec } }, { labels });

export const tlsSecret = (place: string, data: object = { 'tls.crt': 'CERTIFICATE', 'tls.key': 'KEY' }) =>
  manifest('v1', 'Secret', place, { type: 'kubernetes.io/tls', stringData: data });

/** A grant in the namespace of `place`. */
export const grant = (place: string, from: object, to: object) =>
  manifest('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', place, {
    spec: { from: [{ group: 'gateway.networking.k8s.io', ...from }], to: [{ group: '', ...to }] },
  });

export const policy = (place: string, spec: object, metadata: object = {}) =>
  manifest('security.istio.io/v1', 'AuthorizationPolicy', place, { spec }, metadata);

export const configMap = (place: string, data: object, metadata: object = {}) =>
  manifest('v1', 'ConfigMap', place, { data }, metadata);
