import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import fc from 'fast-check';
import { formatFindings } from '../../../../lib/core/findings';
import { joinDocuments, toYaml } from '../../../../lib/core/yaml-text';
import { App } from '../../../../lib/rules/app';
import { convertIngresses } from '../../../../scripts/migrate/ingress/convert';
import { KNOWN } from '../../../../scripts/migrate/ingress/settings';
import { readManifests } from '../../../../scripts/migrate/manifest';
import { toManifests } from '../../../../scripts/migrate/output/manifests';
import { toTypeScript } from '../../../../scripts/migrate/output/typescript';
import { SEED } from '../../../support/seed';
import { ingress, NGINX } from './one-ingress';
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
    { seed: SEED },
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
  ['/shop/?(.*)', '/$1', { pathPrefix: '/shop', urlRewrite: { replacePrefixMatch: '/' } }],
  ['/shop/(.*)', '', { matches: [{ path: { type: 'RegularExpression', value: '(?i)/shop/(.*).*' } }] }],
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

test('CORS without further words is what the controller has', () =>
  expect(rulesOf({ 'nginx.ingress.kubernetes.io/enable-cors': 'true' }, {})[0].cors).toMatchSnapshot());

test.each([
  ['/*', '/'],
  ['/shop/*', '/shop'],
])('path %s is the prefix %s, as load balancers of clouds have it', (path, pathPrefix) => {
  const { routes, remarks } = migrate(ingress({}, { path, pathType: 'ImplementationSpecific' }));
  expect(routes.flatMap(({ rules }) => rules)).toMatchObject([{ pathPrefix }]);
  expect(remarks.findings.map(({ id, level }) => `${level} ${id}`)).toEqual(['warning AMB756']);
});

test.each([
  ['https://new.example/a?b=1', { hostname: 'new.example', replaceFullPath: '/a?b=1' }],
  ['http://new.example:8080', { scheme: 'http', hostname: 'new.example', port: 8080, replaceFullPath: '/' }],
  ['https://new.example$request_uri', { scheme: 'https', hostname: 'new.example', statusCode: 301 }],
])('permanent-redirect: %s', (url, expected) => {
  const [{ requestRedirect }] = rulesOf({ [`${NGINX}permanent-redirect`]: url }, {});
  expect(requestRedirect).toMatchObject(expected);
  expect(requestRedirect !== undefined && 'replaceFullPath' in requestRedirect).toBe('replaceFullPath' in expected);
});

test.each([
  ['permanent-redirect', '/elsewhere'],
  ['permanent-redirect', 'ftp://a.example/'],
  ['permanent-redirect', 'https://a.example/b$request_uri'],
  ['temporal-redirect', 'https://a.example/$1'],
  ['app-root', '$host/start'],
  ['upstream-vhost', '$service_name.example'],
  ['x-forwarded-prefix', '/$1'],
  ['enable-cors', 'yes'],
  ['backend-protocol', 'GRPC'],
  ['affinity', 'ip'],
])('%s: %s has no equivalent', (name, value) => {
  const { remarks } = migrate(ingress({ [NGINX + name]: value }));
  expect(remarks.findings.map(({ id, level }) => `${level} ${id}`)).toEqual(['error AMB752']);
});

test.each([
  ['/', []],
  ['/shop', ['warning AMB756']],
])('path %s of pathType ImplementationSpecific is a prefix', (path, expected) => {
  const { remarks } = migrate(ingress({}, { path, pathType: 'ImplementationSpecific' }));
  expect(remarks.findings.map(({ id, level }) => `${level} ${id}`)).toEqual(expected);
});
