/** The prefix of the annotations of ingress-nginx. */
export const NGINX = 'nginx.ingress.kubernetes.io/';

/** An Ingress of one path, with annotations of ingress-nginx and whatever else. */
export const ingress = (annotations: Record<string, string>, path: object = {}) =>
  JSON.stringify(toIngress({ annotations, paths: [path] }));

export interface IngressOptions {
  readonly name?: string;
  readonly namespace?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly hosts?: readonly (string | undefined)[];
  /** Each over `/` of Service `s`, port 80. */
  readonly paths?: readonly object[];
  readonly spec?: object;
}

/** An Ingress whose hosts all have the same paths. */
export function toIngress(options: IngressOptions) {
  const { name = 'one', namespace = 'shop', annotations, hosts = ['a.example'], paths = [{}], spec } = options;
  const usual = { path: '/', pathType: 'Prefix', backend: { service: { name: 's', port: { number: 80 } } } };
  const http = { paths: paths.map(path => ({ ...usual, ...path })) };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace, annotations },
    spec: { ...spec, rules: hosts.map(host => ({ host, http })) },
  };
}

/** A path to a Service of that name. */
export const pathTo = (service: string, path = '/', pathType = 'Prefix') => ({
  path,
  pathType,
  backend: { service: { name: service, port: { number: 80 } } },
});
