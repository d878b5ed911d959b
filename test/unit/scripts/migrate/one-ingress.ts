/** An Ingress of one path, with annotations of ingress-nginx and whatever else. */
export const ingress = (annotations: Record<string, string>, path: object = {}) =>
  JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'one', namespace: 'shop', annotations },
    spec: {
      rules: [
        {
          host: 'a.example',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 's', port: { number: 80 } } }, ...path },
            ],
          },
        },
      ],
    },
  });
