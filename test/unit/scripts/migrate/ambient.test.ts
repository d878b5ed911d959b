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

describe('what holds for a namespace from elsewhere', () => {
  const moving = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio-injection: enabled}}\n';
  const elsewhere = (kind: string, namespace: string, spec: string) => {
    const group = ['VirtualService', 'DestinationRule'].includes(kind) ? 'networking' : 'security';
    return `---\napiVersion: ${group}.istio.io/v1\nkind: ${kind}\nmetadata: {name: far, namespace: ${namespace}}\nspec: ${spec}\n`;
  };

  test.each([
    ['AuthorizationPolicy', 'istio-system', '{rules: [{to: [{operation: {paths: [/a]}}]}]}', 'error AMB763 a.yaml:8'],
    ['RequestAuthentication', 'istio-system', '{jwtRules: [{issuer: a}]}', 'error AMB763 a.yaml:8'],
    ['VirtualService', 'routes', '{hosts: [cart.shop.svc.cluster.local]}', 'error AMB764 a.yaml:6'],
    [
      'DestinationRule',
      'istio-system',
      '{host: cart.shop.svc.cluster.local, subsets: [{name: v1}]}',
      'error AMB765 a.yaml:8',
    ],
  ])('a %s in %s wants a waypoint, too', (kind, namespace, spec, finding) => {
    const text = moving + elsewhere(kind, namespace, spec);
    expect(ids(text)).toEqual([finding]);
    expect(plan(text).namespaces.map(({ waypointFor }) => waypointFor.length)).toEqual([1]);
  });

  test.each([
    ['AuthorizationPolicy', 'other', '{rules: [{to: [{operation: {paths: [/a]}}]}]}'],
    ['VirtualService', 'routes', '{hosts: [cart.other.svc.cluster.local, cart]}'],
    ['PeerAuthentication', 'istio-system', '{mtls: {mode: STRICT}}'],
  ])('a %s in %s is about others, or holds on', (kind, namespace, spec) =>
    expect(ids(moving + elsewhere(kind, namespace, spec))).toEqual([]),
  );

  test('the root namespace is where istiod is', () => {
    const istiod =
      '---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: i, namespace: mesh, labels: {app: istiod}}\n';
    const policy = elsewhere('PeerAuthentication', 'mesh', '{mtls: {mode: DISABLE}}');
    expect(ids(moving + policy)).toEqual([]);
    expect(ids(moving + policy + istiod)).toEqual(['error AMB767 a.yaml:8']);
  });

  test('what is about several namespaces is told of once', () => {
    const two = `${moving}---\n${moving.replace('shop', 'cafe')}`;
    const hosts = '{hosts: [cart.shop.svc.cluster.local, tea.cafe.svc.cluster.local]}';
    const text = two + elsewhere('VirtualService', 'routes', hosts);
    expect(ids(text)).toEqual(['error AMB764 a.yaml:10']);
    expect(plan(text).namespaces.map(({ waypointFor }) => waypointFor.length)).toEqual([1, 1]);
  });
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
