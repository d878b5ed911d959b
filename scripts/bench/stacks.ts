import { ApiObject, Chart, App as StockApp } from 'cdk8s';
import { App } from '../../lib/core/app';
import { applyRules } from '../../lib/core/rule';
import type { Synthesis } from '../../lib/core/synthesis';

// Synthesizes many stacks of seven objects with either App: stacks.ts ours|stock COUNT OUTDIR
// With `rules` in place of the App, ours does, and the rules are applied to all of it and timed.

const labels = { 'app.kubernetes.io/name': 'web' };

const SPECS: Readonly<Record<string, (stack: string) => object>> = {
  'v1/ServiceAccount': () => ({ automountServiceAccountToken: false }),
  'v1/ConfigMap': stack => ({ data: { 'nginx.conf': `server {\n  listen 8080;\n  server_name ${stack};\n}\n` } }),
  'v1/Service': () => ({ spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 8080 }] } }),
  'apps/v1/Deployment': stack => ({
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: 'web',
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name: 'web',
              image: 'docker.io/nginxinc/nginx-unprivileged:1.29.3-alpine',
              ports: [{ name: 'http', containerPort: 8080 }],
              env: [{ name: 'STACK', value: stack }],
              resources: { requests: { cpu: '5m', memory: '16Mi' }, limits: { memory: '64Mi' } },
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
              readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 5 },
              volumeMounts: [{ name: 'config', mountPath: '/etc/nginx', readOnly: true }],
            },
          ],
          volumes: [{ name: 'config', configMap: { name: 'web' } }],
        },
      },
    },
  }),
  'networking.k8s.io/v1/NetworkPolicy': () => ({
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ ports: [{ protocol: 'TCP', port: 15008 }] }] },
  }),
  'gateway.networking.k8s.io/v1/HTTPRoute': stack => ({
    spec: {
      parentRefs: [{ name: 'gateway', namespace: 'istio-ingress', sectionName: 'http' }],
      hostnames: [`${stack}.example.com`],
      rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [{ name: 'web', port: 80 }] }],
    },
  }),
  'networking.istio.io/v1/DestinationRule': stack => ({
    spec: {
      host: `web.${stack}.svc.cluster.local`,
      trafficPolicy: { loadBalancer: { consistentHash: { httpCookie: { name: 'web', ttl: '0s' } } } },
    },
  }),
};

const [which, count, outdir] = process.argv.slice(2);
const app = which === 'stock' ? new StockApp({ outdir }) : new App({ outdir });
for (let position = 0; position < Number(count); position++) {
  const stack = `stack-${position}`;
  const chart = new Chart(app, stack, { namespace: stack });
  for (const [type, toFields] of Object.entries(SPECS)) {
    const slash = type.lastIndexOf('/');
    const kind = type.slice(slash + 1);
    new ApiObject(chart, kind, {
      apiVersion: type.slice(0, slash),
      kind,
      metadata: { name: 'web', labels },
      ...toFields(stack),
    });
  }
}
/** Applies every rule once, as a run of synth does. */
function timeRules({ index }: Synthesis): number {
  const { RULES }: typeof import('../../lib/rules') = require('../../lib/rules');
  const start = performance.now();
  applyRules(RULES, index);
  return performance.now() - start;
}

const start = performance.now();
const synthesis: unknown = app.synth();
const milliseconds = performance.now() - start;
const rules = which === 'rules' ? timeRules(synthesis as Synthesis) : undefined;
console.log(JSON.stringify({ milliseconds, rules, peak: process.resourceUsage().maxRSS / 1024 }));
