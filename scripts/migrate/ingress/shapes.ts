import { fields, listOf, metadata, type Shapes, text } from '../shape';

const backend = fields({
  service: fields({ name: text, port: fields({ name: text, number: { type: 'integer' } }) }, 'name'),
  resource: fields({ kind: text, name: text }),
});
const path = fields({ path: text, pathType: text, backend });
const rule = fields({ host: text, http: fields({ paths: listOf(path) }) });
const tls = fields({ hosts: listOf(text), secretName: text });
const ingressSpec = fields({ ingressClassName: text, defaultBackend: backend, tls: listOf(tls), rules: listOf(rule) });
const servicePort = fields({ name: text, port: { type: 'integer' } });

/**
 * What is read of an object to convert Ingresses.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/
 */
export const INGRESS_SHAPES: Shapes = {
  'networking.k8s.io/v1 Ingress': fields({ metadata, spec: ingressSpec }, 'metadata', 'spec'),
  Ingress: fields({ metadata }, 'metadata'),
  'v1 Service': fields({ metadata, spec: fields({ ports: listOf(servicePort) }) }, 'metadata'),
};
