import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import fc from 'fast-check';
import ts from 'typescript';
import * as library from '../../../../lib';
import { joinDocuments, toYaml } from '../../../../lib/core/yaml-text';
import { App } from '../../../../lib/rules/app';
import { convertIngresses } from '../../../../scripts/migrate/ingress/convert';
import { readManifests } from '../../../../scripts/migrate/manifest';
import { toManifests } from '../../../../scripts/migrate/output/manifests';
import { toTypeScript } from '../../../../scripts/migrate/output/typescript';
import { SEED } from '../../../support/seed';
import { typeFaults } from '../../../support/type-check';
import { NGINX, pathTo, toIngress } from './one-ingress';

const GATEWAYS = [
  { name: 'front', namespace: 'edge', section: 'http', httpsSection: 'https' },
  { name: 'front', namespace: 'edge', section: 'http' },
  { name: 'front', namespace: 'edge' },
] as const;

/** Values of annotations as they are met; of some names the wrong ones too. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  'rewrite-target': ['/', '/$1', '/$2', '/v1/$2', ''],
  'use-regex': ['true', 'false'],
  'ssl-redirect': ['true', 'False'],
  'force-ssl-redirect': ['true', 'maybe'],
  'permanent-redirect': ['https://a.example/b', 'https://a.example:8443$request_uri', '/c'],
  'app-root': ['/start', 'start'],
  'upstream-vhost': ['s.internal', '$host'],
  'x-forwarded-prefix': ['/shop', "/it's", '100%'],
  'enable-cors': ['true', 'T'],
  'cors-allow-origin': ['*', 'https://a.example, https://*.b.example', 'a.example'],
  affinity: ['cookie'],
  'session-cookie-name': ['one', 'two'],
  canary: ['true', '1'],
  'canary-weight': ['0', '10', '200'],
  'canary-by-header': ['x-next'],
  'server-snippet': ['return 200 "\\";\n'],
};

const annotations = fc
  .array(
    fc
      .constantFrom(...Object.keys(VALUES))
      .chain(name => fc.tuple(fc.constant(name), fc.constantFrom(...VALUES[name]))),
    { maxLength: 5 },
  )
  .map(pairs =>
    Object.fromEntries([
      ...pairs.map(([name, value]) => [NGINX + name, value]),
      ['external-dns.alpha.kubernetes.io/ttl', '60'],
    ]),
  );

const PATHS = ['/', '/a', '/a/b', '', '/a(/|$)(.*)', '/a/(.*)', '/v[12]', '/*', "/it's", '/ü', '/%zz'];
const path = fc
  .tuple(
    fc.constantFrom('s', 't'),
    fc.constantFrom(...PATHS),
    fc.constantFrom('Prefix', 'Exact', 'ImplementationSpecific'),
  )
  .map(all => pathTo(...all));

const ingress = fc
  .record({
    name: fc.constantFrom('a', 'b', 'a-b', 's-sticky'),
    namespace: fc.constantFrom('shop', 'shop-a'),
    annotations,
    hosts: fc.uniqueArray(fc.constantFrom(undefined, '', 'a.example', 'b.example', '*.example'), { minLength: 1 }),
    paths: fc.array(path, { minLength: 1, maxLength: 4 }),
    spec: fc.constantFrom(
      {},
      { tls: [{ secretName: 'any' }] },
      { tls: [{ hosts: ['a.example', '*.example'], secretName: 'named' }] },
      { defaultBackend: { service: { name: 'rest', port: { number: 80 } } } },
    ),
  })
  .map(toIngress);

const migration = fc
  .tuple(fc.array(ingress, { minLength: 1, maxLength: 4 }), fc.constantFrom(...GATEWAYS))
  .map(([ingresses, gateway]) => {
    const { manifests } = readManifests(ingresses.map(each => JSON.stringify(each)).join('\n---\n'), 'a.yaml');
    const migrated = convertIngresses(manifests, gateway);
    return { ...toManifests(migrated, gateway), typescript: toTypeScript(migrated, gateway) };
  });

/** The manifests that a printed module makes. */
function run(typescript: string): string {
  const { outputText } = ts.transpileModule(typescript, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const module: { exports: { addRoutes?: (scope: Construct) => void } } = { exports: {} };
  new Function('module', 'exports', 'require', outputText)(module, module.exports, () => library);
  const app = new App({ rules: [] });
  module.exports.addRoutes?.(new Chart(app, 'routes', { disableResourceNameHashes: true }));
  return joinDocuments(app.synthesized().index.all.map(({ object }) => toYaml(object)));
}

describe('any Ingresses', () => {
  test('become a module that makes the manifests that are printed beside it', () =>
    fc.assert(
      fc.property(migration, ({ yaml, typescript }) => expect(run(typescript)).toBe(yaml)),
      { seed: SEED, numRuns: 40 },
    ));

  test('become a module that has the types that it uses', () => {
    const modules = fc.sample(migration, 15).map(({ typescript }) => typescript);
    expect(typeFaults(modules)).toEqual([]);
  }, 180_000);
});
