import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toPlanDocument } from '../../../../scripts/migrate/ambient/document';
import { planMove } from '../../../../scripts/migrate/ambient/plan';
import { runMigrate } from '../../../../scripts/migrate/command';
import { readManifests } from '../../../../scripts/migrate/manifest';
import { formatRemarks } from '../../../../scripts/migrate/remarks';

const FILE = join(__dirname, 'sidecars.yaml');
const plan = (text: string) => planMove(readManifests(text, 'a.yaml').manifests);
const ids = (text: string) => plan(text).remarks.findings.map(({ id, level, path }) => `${level} ${id} ${path}`);

describe('a mesh with sidecars', () => {
  const { manifests } = readManifests(readFileSync(FILE, 'utf8'), 'sidecars.yaml');

  test('is moved step by step, a namespace at a time, in the order that loses no traffic', () =>
    expect(toPlanDocument(planMove(manifests))).toMatchSnapshot());

  test('lists all that means something else without a sidecar', () =>
    expect(formatRemarks(planMove(manifests).remarks.findings)).toMatchSnapshot());
});

test('a namespace that is ready for it has nothing to settle', () => {
  const ready = `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: {istio-injection: enabled, istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: methods, namespace: shop}
spec:
  targetRefs: [{kind: Service, group: "", name: cart}]
  rules: [{to: [{operation: {methods: [GET]}}]}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: db, namespace: shop}
spec: {host: db, trafficPolicy: {outlierDetection: {}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: hbone, namespace: shop}
spec: {podSelector: {}, ingress: [{ports: [{port: 15008}]}]}
`;
  expect(ids(ready)).toEqual(['info AMB764 a.yaml:18']);
  expect(toPlanDocument(plan(ready))).toMatchSnapshot();
});

test('nothing is said of namespaces without sidecars', () => {
  const outside = readFileSync(FILE, 'utf8').replaceAll('namespace: shop', 'namespace: outside');
  const { remarks } = plan(outside.replace(/sidecar.istio.io\/inject: "true"/, 'tier: web'));
  expect(remarks.findings.map(({ id, path }) => `${id} ${path}`)).toEqual(['AMB761 a.yaml:69']);
});

test('the command prints the plan, and ends with 1 while something has to be settled', () => {
  let [printed, complained] = ['', ''];
  const code = runMigrate(['--to-ambient', FILE], {
    print: text => {
      printed += text;
    },
    complain: text => {
      complained += text;
    },
  });
  expect(code).toBe(1);
  expect(printed).toMatch(/^# From sidecars to ambient\n/);
  expect(complained).toMatch(/^\n\d+ errors, /);
});

test('the command has nothing to say of manifests without sidecars', () => {
  let printed = '';
  const code = runMigrate(['--to-ambient', join(__dirname, 'shop.yaml')], {
    print: text => {
      printed += text;
    },
    complain: text => {
      throw new Error(text);
    },
  });
  expect([code, printed]).toEqual([0, 'No namespace among these manifests has sidecars.\n']);
});
