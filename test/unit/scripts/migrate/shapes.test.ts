import { PLAN_SHAPES } from '../../../../scripts/migrate/ambient/shapes';
import { INGRESS_SHAPES } from '../../../../scripts/migrate/ingress/shapes';
import { readManifests } from '../../../../scripts/migrate/manifest';
import { checkShapes, type Shapes } from '../../../../scripts/migrate/shape';

const HEAD = 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: a }\n';

const faultsOf = (text: string, shapes: Shapes = INGRESS_SHAPES) =>
  checkShapes(readManifests(text, 'a.yaml').manifests, shapes).faults.map(
    ({ place, message }) => `${place} ${message}`,
  );

describe('the shape of what is converted', () => {
  it.each([
    ['spec:', 'a.yaml:4 Ingress with spec: it is required'],
    ['spec: 5', 'a.yaml:4 Ingress with spec: 5 is no object'],
    ['spec: { rules: 5 }', 'a.yaml:4 Ingress with spec.rules: 5 is no array'],
    ['spec:\n  rules: [null]', 'a.yaml:5 Ingress with spec.rules[0]: null is no object'],
    ['spec:\n  rules:\n  - host: 5', 'a.yaml:6 Ingress with spec.rules[0].host: 5 is no string'],
    ['spec:\n  rules:\n  - http: { paths: x }', 'a.yaml:6 Ingress with spec.rules[0].http.paths: "x" is no array'],
    [
      'spec:\n  rules:\n  - http: { paths: [null] }',
      'a.yaml:6 Ingress with spec.rules[0].http.paths[0]: null is no object',
    ],
    ['spec:\n  tls: [null]', 'a.yaml:5 Ingress with spec.tls[0]: null is no object'],
    ['spec:\n  tls: [{ hosts: [5] }]', 'a.yaml:5 Ingress with spec.tls[0].hosts[0]: 5 is no string'],
  ])('fails with %j', (spec, fault) => expect(faultsOf(`${HEAD}${spec}\n`)).toEqual([fault]));

  it.each(['networking.k8s.io/v1', 'extensions/v1beta1'])('fails with an Ingress of %s without metadata', version => {
    const text = `apiVersion: ${version}\nkind: Ingress\nmetadata: null\nspec: {}\n`;
    expect(faultsOf(text)).toEqual(['a.yaml:3 Ingress with metadata: it is required']);
  });

  it('fails with a Service whose ports are no list', () => {
    const text = 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: 5 }\n';
    expect(faultsOf(text)).toEqual(['a.yaml:4 Service with spec.ports: 5 is no array']);
  });

  it('takes null for a field that is left out, and other kinds as they are', () => {
    const ingress = `${HEAD}spec: { tls: null, rules: [{ host: null, http: { paths: null } }] }\n`;
    const { manifests, faults } = checkShapes(
      readManifests(`${ingress}---\nkind: Other\nmetadata: { name: b }\nspec: { rules: 5 }\n`, 'a.yaml').manifests,
      INGRESS_SHAPES,
    );
    expect(faults).toEqual([]);
    expect(manifests.map(({ object }) => object.spec)).toEqual([{ rules: [{ http: {} }] }, { rules: 5 }]);
  });
});

describe('the shape of what is planned', () => {
  const policy = 'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: { name: a }\n';
  const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\n';

  it.each([
    [`${policy}spec: { rules: [null] }`, 'a.yaml:4 AuthorizationPolicy with spec.rules[0]: null is no object'],
    [
      `${policy}spec: { rules: [{ to: [{ operation: { paths: /a } }] }] }`,
      'a.yaml:4 AuthorizationPolicy with spec.rules[0].to[0].operation.paths: "/a" is no array',
    ],
    [
      `${deployment}spec: { template: { spec: { containers: {} } } }`,
      'a.yaml:4 Deployment with spec.template.spec.containers: {} is no array',
    ],
  ])('fails with %j', (text, fault) => expect(faultsOf(text, PLAN_SHAPES)).toEqual([fault]));

  it('takes null for a field that is left out, and kinds of other groups as they are', () => {
    const other = policy.replace('security.istio.io', 'example.com');
    expect(faultsOf(`${deployment}spec: null\n---\n${policy}spec: { rules: null }\n`, PLAN_SHAPES)).toEqual([]);
    expect(faultsOf(`${other}spec: { rules: 5 }\n`, PLAN_SHAPES)).toEqual([]);
  });
});
