import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { admit } from '../../../../lib/rules/schema/admission';
import { compileRule } from '../../../../lib/rules/schema/cel/compile';

const SCHEMAS = join(__dirname, '..', '..', '..', '..', 'imports', 'schemas');

const refusal = (object: object) => admit(object).violations.map(({ path, message }) => `${path}: ${message}`);
const gateway = (spec: object, metadata: object = { name: 'g' }, version = 'v1') => ({
  apiVersion: `gateway.networking.k8s.io/${version}`,
  kind: 'Gateway',
  metadata,
  spec: { gatewayClassName: 'istio', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }], ...spec },
});
const core = (kind: string, more: object, metadata: object = { name: 'x' }) => ({
  apiVersion: 'v1',
  kind,
  metadata,
  ...more,
});

/** Every rule of a file of imports/schemas. */
function rulesOf(file: string): string[] {
  const rules: string[] = [];
  JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8'), (key, value) => {
    if (key === 'x-kubernetes-validations') rules.push(...value.map((each: { rule: string }) => each.rule));
    return value;
  });
  return rules.filter(rule => !/\boldSelf\b/.test(rule));
}

describe('the API server', () => {
  it.each(readdirSync(SCHEMAS))('has rules that can all be read in %s', file => {
    for (const rule of rulesOf(file)) expect(() => compileRule(rule)).not.toThrow();
  });

  it('takes what keeps to the schema, and fills in defaults', () => {
    const { stored, violations } = admit(gateway({}));
    expect(violations).toEqual([]);
    expect(stored).toMatchObject({ spec: { listeners: [{ allowedRoutes: { namespaces: { from: 'Same' } } }] } });
  });

  it('refuses what breaks the schema or a rule of it', () => {
    const twins = [
      { name: 'a', port: 80, protocol: 'HTTP' },
      { name: 'b', port: 80, protocol: 'HTTP' },
    ];
    expect(refusal(gateway({ listeners: [] }))).toEqual(['.spec.listeners: it has 0 items, at least 1 are asked for']);
    expect(refusal(gateway({ listeners: twins }))).toEqual([
      '.spec.listeners: Combination of port, protocol and hostname must be unique for each listener',
    ]);
    expect(refusal(gateway({ gatewayClasName: 'istio' }))).toEqual(['.spec.gatewayClasName: there is no such field']);
    const bare = [{ name: 'a', port: 443, protocol: 'HTTPS', tls: { mode: 'Terminate' } }];
    expect(refusal(gateway({ listeners: bare }))).toEqual([
      '.spec.listeners[0].tls: certificateRefs or options must be specified when mode is Terminate',
    ]);
  });

  it('refuses a version that is not served, and knows nothing of kinds without a schema', () => {
    expect(refusal(gateway({}, { name: 'g' }, 'v1alpha2'))).toEqual([
      '.apiVersion: Gateway of gateway.networking.k8s.io is served as v1, v1beta1, not as v1alpha2',
    ]);
    expect(refusal({ apiVersion: 'a.test/v1', kind: 'Any', metadata: { name: 'x' }, spec: { a: 1 } })).toEqual([]);
  });

  it('takes labels and annotations that are null for empty ones', () => {
    const metadata = { name: 'g', labels: { app: null, tier: 'web' }, annotations: { note: null } };
    expect(refusal(gateway({}, metadata))).toEqual([]);
    expect(admit(gateway({}, metadata)).stored).toMatchObject({
      metadata: { labels: { app: '', tier: 'web' }, annotations: { note: '' } },
    });
  });

  it('drops a status that a user writes', () => {
    expect(admit({ ...gateway({}), status: { addresses: 1 } })).toMatchObject({ violations: [] });
    expect(admit({ ...gateway({}), status: { addresses: 1 } }).stored).not.toHaveProperty('status');
  });

  it('refuses metadata that no object can have', () => {
    expect(refusal({ apiVersion: 'v1', kind: 'ConfigMap' })).toContain('.metadata: it is required');
    expect(refusal({ kind: 'ConfigMap' })).toEqual([': apiVersion and kind are required']);
    expect(refusal(gateway({}, {}))).toEqual(['.metadata.name: it is required']);
    expect(refusal(gateway({}, { name: 'A' }))).toEqual(['.metadata.name: "A" is no DNS name']);
    expect(refusal(gateway({}, { name: 'a/b' }))).toContain('.metadata.name: "a/b" is no name of an object');
    expect(refusal(gateway({}, { name: 'g', namespace: 'A' }))).toEqual([
      '.metadata.namespace: "A" is no name of a namespace',
    ]);
    expect(
      refusal(gateway({}, { name: 'g', labels: { 'a b': 'c', d: 1, e: '-' }, annotations: { 'x/y/z': '' } })),
    ).toEqual([
      '.metadata.labels: "a b" is no key of labels',
      '.metadata.labels["d"]: 1 is no value of labels',
      '.metadata.labels["e"]: "-" is no value of labels',
      '.metadata.annotations: "x/y/z" is no key of annotations',
    ]);
    expect(refusal(gateway({}, { name: 'g', annotations: { a: 'x'.repeat(262_144) } }))).toEqual([
      '.metadata.annotations: they have 262145 bytes, at most 262144 are allowed',
    ]);
  });

  it('refuses Services and Secrets that the model could not read', () => {
    expect(refusal(core('Service', {}))).toEqual(['.spec: it is required']);
    expect(refusal(core('Service', { spec: {} }))).toEqual(['.spec.ports: it is required']);
    expect(refusal(core('Service', { spec: { clusterIP: 'None' } }))).toEqual([]);
    expect(
      refusal(core('Service', { spec: { ports: [{ port: 0 }, { name: 'a', port: 80 }, { name: 'a', port: 80 }] } })),
    ).toEqual([
      '.spec.ports[0].port: 0 is no port',
      '.spec.ports[0].name: it is required where there are several ports',
      '.spec.ports[2]: name "a" is there twice',
      '.spec.ports[2]: port 80 "TCP" is there twice',
    ]);
    expect(refusal(core('Service', { spec: { ports: [{ port: 80 }] } }, { name: 'a.b' }))).toEqual([
      '.metadata.name: "a.b" is no DNS name',
    ]);
    expect(refusal(core('Secret', { type: 'kubernetes.io/tls', data: { 'tls.crt': '' } }))).toEqual([
      '.data["tls.key"]: it is required',
    ]);
    expect(refusal(core('ConfigMap', { data: { a: 1 } }))).toEqual(['.data.a: 1 is no string']);
  });

  it.each([
    [{ type: 'LoadBalancer', clusterIP: 'None' }, '.spec.clusterIP: a Service of type LoadBalancer has none'],
    [{ type: 'NodePort', clusterIP: 'None' }, '.spec.clusterIP: a Service of type NodePort has none'],
    [
      { type: 'ExternalName', externalName: 'a.test', clusterIP: 'None' },
      '.spec.clusterIP: a Service of type ExternalName has none',
    ],
    [{ type: 'ExternalName' }, '.spec.externalName: undefined is no DNS name'],
    [{ type: 'ExternalName', externalName: 'A_b' }, '.spec.externalName: "A_b" is no DNS name'],
    [{ type: 'Bogus' }, '.spec.type: "Bogus" is none of ClusterIP, NodePort, LoadBalancer, ExternalName'],
    [{ ports: [{ port: 80, protocol: 'HTTP' }] }, '.spec.ports[0].protocol: "HTTP" is no protocol'],
    [{ ports: [{ port: 80, name: 'Http' }] }, '.spec.ports[0].name: "Http" is no DNS name'],
  ])('refuses the Service %j', (spec, violation) => {
    expect(refusal(core('Service', { spec: { ports: [{ port: 80 }], ...spec } }))).toEqual([violation]);
  });

  it.each([
    { type: null, clusterIP: '', ports: [{ port: 80, name: null, protocol: '' }] },
    { type: 'ExternalName', externalName: 'a.test.', clusterIP: '', ports: undefined },
  ])('takes the Service %j', spec => {
    expect(refusal(core('Service', { spec }))).toEqual([]);
  });
});
