import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import fc from 'fast-check';
import { formatFindings } from '../../../../lib/core/findings';
import { joinDocuments, toYaml } from '../../../../lib/core/yaml-text';
import { App } from '../../../../lib/rules/app';
import { runMigrate } from '../../../../scripts/migrate/command';
import { convertIngresses } from '../../../../scripts/migrate/ingress/convert';
import { KNOWN } from '../../../../scripts/migrate/ingress/settings';
import { readManifests } from '../../../../scripts/migrate/manifest';
import { toManifests } from '../../../../scripts/migrate/output/manifests';
import { toTypeScript } from '../../../../scripts/migrate/output/typescript';
import { addRoutes } from './shop.routes';

const SHOP = join(__dirname, 'shop.yaml');
const GATEWAY = { name: 'front', namespace: 'edge', section: 'http', httpsSection: 'https' };

const migrate = (text: string, gateway: typeof GATEWAY | { name: string; namespace: string } = GATEWAY) =>
  convertIngresses(readManifests(text, 'a.yaml').manifests, gateway);

describe('a shop behind ingress-nginx', () => {
  const migration = convertIngresses(readManifests(readFileSync(SHOP, 'utf8'), 'shop.yaml').manifests, GATEWAY);
  const { yaml, findings } = toManifests(migration, GATEWAY);

  test('is served by HTTPRoutes and DestinationRules', () => expect(yaml).toMatchSnapshot());

  test('has only certificates left for the Gateway', () => {
    expect(findings).toEqual([]);
    expect(formatFindings(migration.remarks.findings)).toMatchInlineSnapshot(`
2 info

info AMB755 at shop.yaml:36
  found TLS for shop.example.com with Secret shop/shop-tls
  expected the same certificate at listener "https" of Gateway edge/front
  cure: give the listener that certificate: an existing Secret, or one that cert-manager issues

info AMB755 at shop.yaml:94
  found TLS for every host with Secret shop/any-tls
  expected the same certificate at listener "https" of Gateway edge/front
  cure: give the listener that certificate: an existing Secret, or one that cert-manager issues
`);
  });

  test('is the same in TypeScript: the module that is printed makes these manifests', () => {
    const written = readFileSync(join(__dirname, 'shop.routes.ts'), 'utf8');
    expect(toTypeScript(migration, GATEWAY, '../../../../lib')).toBe(written);
    const app = new App({ rules: [] });
    addRoutes(new Chart(app, 'routes', { disableResourceNameHashes: true }));
    expect(joinDocuments(app.synthesized().index.all.map(({ object }) => toYaml(object)))).toBe(yaml);
  });
});

/** An Ingress of one path, with annotations of ingress-nginx and whatever else. */
const ingress = (annotations: Record<string, string>, path: object = {}) =>
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

test('every annotation is in a route, or is listed', () => {
  const prefix = fc.constantFrom('nginx.ingress.kubernetes.io/', 'cert-manager.io/', 'example.com/', '');
  const name = fc.oneof(fc.constantFrom(...Object.keys(KNOWN)), fc.stringMatching(/^[a-z][a-z-]{0,20}[a-z]$/));
  fc.assert(
    fc.property(prefix, name, fc.string(), (start, end, value) => {
      const annotation = start + end;
      const { remarks } = migrate(ingress({ [annotation]: value }));
      const listed = remarks.findings.filter(({ id }) => id === 'AMB752');
      const known = start.startsWith('nginx') && Object.hasOwn(KNOWN, end) && KNOWN[end](value) === undefined;
      expect(listed.length).toBe(known ? 0 : 1);
      if (!known) expect(listed[0].found).toContain(annotation);
    }),
  );
});

const rulesOf = (annotations: Record<string, string>, path: object) =>
  migrate(ingress(annotations, path)).routes.flatMap(({ rules }) => rules);

test.each([
  ['/shop(/|$)(.*)', '/$2', { pathPrefix: '/shop', urlRewrite: { replacePrefixMatch: '/' } }],
  ['/shop(/|$)(.*)', '/v1/$2', { pathPrefix: '/shop', urlRewrite: { replacePrefixMatch: '/v1' } }],
  ['/shop/(.*)', '/$1', { pathPrefix: '/shop', urlRewrite: { replacePrefixMatch: '/' } }],
  ['/shop/(.*)', '/shop/$1', { pathPrefix: '/shop' }],
  ['/(.*)', '/$1', { pathPrefix: '/' }],
  ['/shop', '/', { pathPrefix: '/shop', urlRewrite: { replaceFullPath: '/' } }],
])('path %s with rewrite-target %s', (path, target, expected) => {
  const pathType = path.includes('(') ? 'ImplementationSpecific' : 'Prefix';
  const [rule] = rulesOf({ 'nginx.ingress.kubernetes.io/rewrite-target': target }, { path, pathType });
  expect(rule).toMatchObject(expected);
  expect('urlRewrite' in rule).toBe('urlRewrite' in expected);
});

test('more than sixteen rules are several routes', () => {
  const paths = Array.from({ length: 20 }, (_, index) => ({
    path: `/${index}`,
    pathType: 'Prefix',
    backend: { service: { name: 's', port: { number: 80 } } },
  }));
  const many = JSON.parse(ingress({}));
  many.spec.rules[0].http.paths = paths;
  const { routes } = migrate(JSON.stringify(many));
  expect(routes.map(({ name, rules }) => [name, rules.length])).toEqual([
    ['one', 16],
    ['one-2', 4],
  ]);
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'migrate-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  function run(...args: string[]) {
    let [printed, complained] = ['', ''];
    const code = runMigrate(args, {
      print: text => {
        printed += text;
      },
      complain: text => {
        complained += text.replaceAll(folder, '');
      },
    });
    return { code, printed, complained };
  }

  test('prints YAML, or TypeScript, or writes both', () => {
    const to = ['--gateway', 'edge/front', '--section', 'http', '--https-section', 'https'];
    const yaml = run(...to, SHOP);
    const typescript = run(...to, '--typescript', SHOP);
    expect([yaml.code, typescript.code]).toEqual([0, 0]);
    expect(run(...to, '--output', join(folder, 'out'), SHOP)).toMatchObject({ code: 0, printed: '' });
    expect(readFileSync(join(folder, 'out', 'routes.yaml'), 'utf8')).toBe(yaml.printed);
    expect(readFileSync(join(folder, 'out', 'routes.ts'), 'utf8')).toBe(typescript.printed);
  });

  test('fails with everything that has no equivalent, by file and line', () => {
    expect(run('--gateway', 'edge/front', file('odd.yaml', ODD))).toMatchSnapshot();
  });

  test('takes the Ingresses of one class', () => {
    const { complained, code } = run(
      '--gateway',
      'edge/front',
      '--ingress-class',
      'haproxy',
      file('one.json', ingress({})),
    );
    expect(code).toBe(0);
    expect(complained).toMatchInlineSnapshot(`
HTTPRoutes: 0, DestinationRules: 0

1 info

info AMB759 at /one.json:1
  found an Ingress of no class
  expected class haproxy; it is left alone
  cure: run this without --ingress-class for Ingresses of every class

`);
  });

  test('fails with a file that cannot be read', () => {
    const broken = file('broken.yaml', 'a: [\n---\nb: 1\n');
    expect(run('--gateway', 'edge/front', broken, join(folder, 'none.yaml'))).toMatchInlineSnapshot(`
{
  code: 2,
  complained: 2 errors

error AMB750 at /broken.yaml:2
  found Flow sequence in block collection must be sufficiently indented and end with a ]
  expected manifests in YAML or JSON
  cure: name another file, or mend it

error AMB750 at /none.yaml
  found ENOENT: no such file or directory, stat '/none.yaml'
  expected manifests in YAML or JSON
  cure: name another file, or mend it
,
  printed: ,
}
`);
  });

  test.each([
    [[]],
    [['a.yaml']],
    [['--gateway', 'front', 'a.yaml']],
    [['--gateway', 'a/b', '--https-section', 'c', 'd']],
  ])('fails with the arguments %j', args => {
    const { code, complained } = run(...args);
    expect(code).toBe(2);
    expect(complained.split('\n')[0]).toMatchSnapshot();
  });

  test('help prints the usage', () => expect(run('--help')).toMatchObject({ code: 0, complained: '' }));
});

const ODD = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: odd
  annotations:
    nginx.ingress.kubernetes.io/affinity: ip
    nginx.ingress.kubernetes.io/limit-rps: "5"
    nginx.ingress.kubernetes.io/permanent-redirect-code: "200"
    nginx.ingress.kubernetes.io/use-regex: "true"
    nginx.ingress.kubernetes.io/force-ssl-redirect: "true"
    cert-manager.io/cluster-issuer: lab
    haproxy.org/check: "true"
spec:
  extra: field
  rules:
    - host: "*.example.com"
      http:
        paths:
          - path: /v[12]/
            pathType: ImplementationSpecific
            backend:
              service: {name: s, port: {name: web}}
          - path: /bucket
            pathType: Prefix
            backend:
              resource: {kind: StorageBucket, name: assets, apiGroup: example.com}
          - path: /v[34]
            pathType: ImplementationSpecific
            backend:
              service: {name: s, port: {number: 80}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: groups
  annotations:
    nginx.ingress.kubernetes.io/rewrite-target: /$1/$2
spec:
  rules:
    - http:
        paths:
          - path: /(a|b)/(.*)
            pathType: ImplementationSpecific
            backend:
              service: {name: s, port: {number: 80}}
          - pathType: ImplementationSpecific
            path: /plain
            backend: {}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: plain
spec:
  tls:
    - hosts: [a.example]
      secretName: a
    - hosts: [b.example]
  rules:
    - http:
        paths:
          - path: /plain
            backend:
              service: {name: s, port: {number: 80}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: canary
  annotations:
    nginx.ingress.kubernetes.io/canary: "true"
    nginx.ingress.kubernetes.io/canary-weight: "10"
spec:
  rules:
    - host: nowhere.example
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service: {name: s, port: {number: 80}}
---
apiVersion: extensions/v1beta1
kind: Ingress
metadata: {name: old}
spec: {}
`;
