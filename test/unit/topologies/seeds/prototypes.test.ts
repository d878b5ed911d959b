import { parse } from 'yaml';
import { App } from '../../../../lib/rules/app';
import { TOPOLOGIES } from '../../../../lib/topologies';
import { objectsOf } from '../../../support/topology-objects';

const HTTP = [{ protocol: 'HTTP', port: 80, hostname: undefined, mode: undefined }];
const ended = (hostname: string) => [{ protocol: 'HTTPS', port: 443, hostname, mode: 'Terminate' }];
const passed = (hostname: string) => [{ protocol: 'TLS', port: 443, hostname, mode: 'Passthrough' }];

const GATEWAYS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  '01-http-gateways': { 'default/bookinfo-gateway': HTTP, 'apple/apple-gateway': HTTP },
  '02-gateway-per-namespace': { 'book/bookinfo-gateway': HTTP, 'apple/apple-gateway': HTTP },
  '03-https-openssl': {
    'book/bookinfo-gateway': ended('bookinfo.example.com'),
    'apple/apple-gateway': ended('apple.example.com'),
  },
  '04-https-cert-manager': {
    'book/bookinfo-gateway': ended('bookinfo.example.com'),
    'apple/apple-gateway': ended('apple.example.com'),
  },
  '05-tls-passthrough': { 'default/nginx-gateway': passed('nginx.example.com') },
  '06-tls-passthrough-namespace': { 'nginx/nginx-gateway': passed('nginx.example.com') },
  '07-mixed-tls': {
    'mango/mango-gateway': ended('mango.example.com'),
    'nginx/nginx-gateway': passed('nginx.example.com'),
  },
};

interface Listener {
  readonly protocol: string;
  readonly port: number;
  readonly hostname?: string;
  readonly tls?: { readonly mode: string };
}

test.each(Object.keys(GATEWAYS))('%s has a Gateway for each app, in its namespace, for its protocol', async name => {
  const objects = await objectsOf(`prototypes/${name}`);
  const found = objects.named('Gateway').map(gateway => {
    const listeners: readonly Listener[] = objects.one('Gateway', gateway).spec.listeners;
    const flat = listeners.map(({ protocol, port, hostname, tls }) => ({ protocol, port, hostname, mode: tls?.mode }));
    return [gateway, flat];
  });
  expect(Object.fromEntries(found)).toEqual(GATEWAYS[name]);
});

test.each(Object.keys(GATEWAYS).slice(0, 6))(
  '%s is reached by port-forward: its Services have no address',
  async name => {
    const objects = await objectsOf(`prototypes/${name}`);
    for (const gateway of objects.named('Gateway')) {
      expect(parse(objects.one('ConfigMap', `${gateway}-options`).data.service)).toEqual({
        spec: { type: 'ClusterIP' },
      });
    }
  },
);

test.each(['01-http-gateways', '02-gateway-per-namespace'])('%s runs all of Bookinfo, and an echo', async name => {
  const objects = await objectsOf(`prototypes/${name}`);
  const namespace = name.startsWith('01') ? 'default' : 'book';
  const versions = ['details-v1', 'ratings-v1', 'reviews-v1', 'reviews-v2', 'reviews-v3', 'productpage-v1'];
  const wanted = [...versions.map(version => `${namespace}/${version}`), 'apple/apple'];
  expect(objects.named('Deployment')).toEqual(expect.arrayContaining(wanted));
  const { args } = objects.one('Deployment', 'apple/apple').spec.template.spec.containers[0];
  expect(args).toContain('-text=apple');
});

test('03-https-openssl has its certificates made by the bootstrap: it writes no Secret and no issuer', async () => {
  const system = (await TOPOLOGIES['prototypes/03-https-openssl']())(new App());
  expect(system.neededCertificates).toEqual([
    { namespace: 'book', secretName: 'bookinfo-tls', dnsNames: ['bookinfo.example.com'] },
    { namespace: 'apple', secretName: 'apple-tls', dnsNames: ['apple.example.com'] },
  ]);
  const objects = await objectsOf('prototypes/03-https-openssl');
  expect([...objects.named('Secret'), ...objects.named('Certificate')]).toEqual([]);
});

test.each([
  ['04-https-cert-manager', ['book/bookinfo-tls', 'apple/apple-tls']],
  ['05-tls-passthrough', ['default/nginx-tls']],
  ['06-tls-passthrough-namespace', ['nginx/nginx-tls']],
  ['07-mixed-tls', ['mango/mango-tls', 'nginx/nginx-tls']],
])(
  '%s has a root that signs itself, an issuer that signs with it, and certificates of that issuer',
  async (name, all) => {
    const objects = await objectsOf(`prototypes/${name}`);
    expect(objects.one('ClusterIssuer', 'prototype-ca-selfsigned').spec).toEqual({ selfSigned: {} });
    expect(objects.one('Certificate', 'cert-manager/prototype-ca-root').spec).toMatchObject({
      isCA: true,
      issuerRef: { name: 'prototype-ca-selfsigned' },
    });
    expect(objects.one('ClusterIssuer', 'prototype-ca').spec).toEqual({ ca: { secretName: 'prototype-ca-root' } });
    for (const certificate of all) {
      expect(objects.one('Certificate', certificate).spec.issuerRef.name).toBe('prototype-ca');
    }
  },
);

test.each([
  ['05-tls-passthrough', 'default'],
  ['06-tls-passthrough-namespace', 'nginx'],
  ['07-mixed-tls', 'nginx'],
])('%s passes TLS by a TLSRoute to an nginx in %s that ends it itself', async (name, namespace) => {
  const objects = await objectsOf(`prototypes/${name}`);
  const route = objects.one('TLSRoute', `${namespace}/nginx`);
  expect(route.spec.rules[0].backendRefs).toEqual([{ name: 'nginx', port: 443 }]);
  const { volumes } = objects.one('Deployment', `${namespace}/nginx-deploy`).spec.template.spec;
  const secrets = volumes.flatMap(({ secret }: { secret?: { secretName: string } }) => secret?.secretName ?? []);
  expect(secrets).toEqual(['nginx-tls']);
  const config = objects.one('ConfigMap', `${namespace}/nginx-config`).data['nginx.conf'];
  expect(config).toContain('listen 8443 ssl;');
});

test('07-mixed-tls has an address of MetalLB for each Gateway', async () => {
  const objects = await objectsOf('prototypes/07-mixed-tls');
  expect(objects.named('IPAddressPool')).toEqual(['metallb-system/prototypes']);
  expect(objects.named('L2Advertisement')).toEqual(['metallb-system/prototypes']);
  for (const gateway of objects.named('Gateway')) {
    const { annotations } = objects.one('Gateway', gateway).spec.infrastructure;
    expect(annotations).toEqual({ 'metallb.io/address-pool': 'prototypes' });
  }
  expect(objects.named('ConfigMap').filter(name => name.endsWith('-options'))).toEqual([]);
});
