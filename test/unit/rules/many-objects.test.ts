import { analyzeManifests } from '../../../lib/rules/analyze-manifests';
import { readManifests } from '../../../lib/rules/manifests';
import { gateway, http, namespace } from '../../support/gateway-yaml';

const APPS = 16_666;

/** A Service, its pods' Deployment and a route, as tools write them. */
const app = (name: string, port: number) => `
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: app
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: 8080
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: app
data:
  page.html: |
    <h1>${name}</h1>
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: ${name}
  namespace: app
spec:
  parentRefs:
    - name: shop
      namespace: edge
  hostnames:
    - ${name}.example.com
  rules:
    - backendRefs:
        - name: ${name}
          port: ${port}
---`;

describe('50,000 objects', () => {
  const gateways = namespace('edge') + gateway('edge/shop', [http('http')]);
  const apps = Array.from({ length: APPS }, (_, number) => app(`web-${number}`, number === 9999 ? 81 : 80));
  const text = gateways + apps.join('');
  const list = (objects: readonly object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });

  it('are read and judged, and the one at fault is found', () => {
    const { objects, unreadable } = readManifests(text, 'many.yaml');
    expect([objects.length, unreadable]).toEqual([APPS * 3 + 2, []]);
    const { findings } = analyzeManifests(objects, { strict: true });
    expect(findings.map(({ id, path }) => `${id} at ${path}`)).toEqual(['AMB611 at many.yaml:379990']);
  }, 120_000);

  it('are read from one list of JSON', () => {
    const { objects } = readManifests(text, 'many.yaml');
    const again = readManifests(list(objects.map(({ object }) => object)), 'list.json').objects;
    expect(again.map(({ object }) => object)).toEqual(objects.map(({ object }) => object));
    expect(new Set(again.map(({ path }) => path)).size).toBe(again.length);
  }, 120_000);
});
