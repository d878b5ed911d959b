import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { KubeObject } from '../../lib/core/object-index';
import { runProcess } from '../../scripts/bootstrap/process';
import { makeAuthority, makeCertificate } from '../../scripts/bootstrap/tls/openssl';
import { certificates } from '../../scripts/bootstrap/verify/checks/certificates';
import { passthrough } from '../../scripts/bootstrap/verify/checks/passthrough';
import { reachable } from '../../scripts/bootstrap/verify/checks/reachable';
import type { Endpoint } from '../../scripts/bootstrap/verify/endpoints';
import { readable, verifyContext } from '../support/verify/context';
import { startEnvoy } from '../support/verify/envoy';
import { startPod } from '../support/verify/nginx';
import { freePort } from '../support/verify/process';

const NAMES = { shop: 'shop.example.com', tls: 'nginx.example.com' };

/** A topology with a listener that ends TLS, and one that passes it through to a pod with a certificate of its own. */
const OBJECTS = [
  `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop, namespace: app}
spec:
  parentRefs: [{name: edge, sectionName: https}]
  hostnames: [${NAMES.shop}]
  rules: [{backendRefs: [{name: shop, port: 80}]}]
`,
  `
apiVersion: gateway.networking.k8s.io/v1
kind: TLSRoute
metadata: {name: nginx, namespace: app}
spec:
  parentRefs: [{name: edge, sectionName: tls}]
  hostnames: [${NAMES.tls}]
  rules: [{backendRefs: [{name: nginx, port: 443}]}]
`,
  `
apiVersion: v1
kind: Service
metadata: {name: nginx, namespace: app}
spec: {selector: {app: nginx}, ports: [{port: 443}]}
`,
  `
apiVersion: apps/v1
kind: Deployment
metadata: {name: nginx, namespace: app}
spec:
  template:
    metadata: {labels: {app: nginx}}
    spec: {volumes: [{name: tls, secret: {secretName: nginx-tls}}]}
`,
].map(text => parse(text) as KubeObject);

describe('certificates that a client sees', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ambient-tls-'));
  const programs: { stop(): void }[] = [];
  const ports = { sound: 0, crossed: 0 };

  /** A folder with an authority, and one with a certificate by it for each name. */
  const make = async (authority: string, names: Readonly<Record<string, string>>) => {
    const into = (name: string) => {
      mkdirSync(join(folder, name), { recursive: true });
      return (file: string, text: string) => writeFileSync(join(folder, name, file), text);
    };
    await makeAuthority(runProcess, join(folder, authority), into(authority));
    for (const [name, hostname] of Object.entries(names)) {
      const options = { hostnames: [hostname], authority: join(folder, authority) };
      await makeCertificate(runProcess, join(folder, name), into(name), options);
    }
  };
  const text = (...parts: string[]) => readFileSync(join(folder, ...parts), 'utf8');

  beforeAll(async () => {
    await make('ours', { shop: NAMES.shop, pod: NAMES.tls, gateway: NAMES.tls });
    await make('theirs', { foreign: NAMES.shop });
    const [page, nginx] = [await startPod('shop-1', 'shop'), await startPod('nginx-1', 'nginx', join(folder, 'pod'))];
    programs.push(page, nginx);
    ports.sound = await freePort();
    ports.crossed = await freePort();
    const rules = [{ pods: [page.port], domains: [NAMES.shop] }];
    const envoy = await startEnvoy([
      {
        port: ports.sound,
        rules,
        certificates: { [NAMES.shop]: join(folder, 'shop') },
        passthrough: { [NAMES.tls]: nginx.port },
      },
      {
        // the gateway ends what it should pass through, and shows one shop the certificate of somebody else
        port: ports.crossed,
        rules,
        certificates: { [NAMES.shop]: join(folder, 'foreign'), [NAMES.tls]: join(folder, 'gateway') },
      },
    ]);
    programs.push(envoy);
  }, 120_000);

  afterAll(() => {
    for (const program of programs) program.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const context = (port: number) => {
    const encode = (value: string) => Buffer.from(value).toString('base64');
    const secret = (name: string, data: Record<string, string>) => ({
      metadata: { name, namespace: 'app' },
      data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, encode(value)])),
    });
    const endpoint = (listener: string, more: Partial<Endpoint>): Endpoint => ({
      gateway: 'app/edge',
      listener,
      protocol: 'HTTPS',
      secrets: [],
      host: '127.0.0.1',
      port,
      via: 'load balancer',
      ...more,
    });
    return verifyContext({
      objects: OBJECTS,
      live: {
        secret: [
          secret('shop-tls', { 'ca.crt': text('ours', 'ca.crt') }),
          secret('nginx-tls', { 'tls.crt': text('pod', 'tls.crt') }),
        ],
      },
      endpoints: [
        endpoint('https', { hostname: NAMES.shop, tlsMode: 'Terminate', secrets: ['app/shop-tls'] }),
        endpoint('tls', { protocol: 'TLS', hostname: NAMES.tls, tlsMode: 'Passthrough' }),
      ],
    });
  };

  test('hold where the name has a certificate of the authority in its Secret', async () => {
    expect(readable(await certificates.run(context(ports.sound)))).toEqual([
      expect.stringMatching(
        /^holds shop\.example\.com:PORT \(app\/edge, listener https\): shows shop\.example\.com by cdk8s-istio-ambient, until /,
      ),
    ]);
    expect(readable(await reachable.run(context(ports.sound)))).toEqual([
      'holds https://shop.example.com:PORT/ (app/shop): answers 200 by load balancer',
    ]);
  });

  test('fail where an authority that nobody knows has signed', async () => {
    const [outcome] = await certificates.run(context(ports.crossed));
    expect(outcome.ok).toBe(false);
    expect(outcome.found).toMatch(
      /: (UNABLE_TO_VERIFY_LEAF_SIGNATURE|unable to verify the first certificate|CERT_SIGNATURE_FAILURE)/i,
    );
  });

  test('fail where the certificate is for another name', async () => {
    const { endpoints, ...rest } = context(ports.sound);
    const misnamed = endpoints.map(endpoint => ({ ...endpoint, hostname: undefined }));
    const [outcome] = await certificates.run({ ...rest, endpoints: misnamed.slice(0, 1) });
    expect(outcome).toMatchObject({ ok: false, subject: expect.stringContaining('localhost') });
  });

  test('are those of the pod where TLS is passed through, and not where the gateway ends it', async () => {
    expect(readable(await passthrough.run(context(ports.sound)))).toEqual([
      'holds nginx.example.com:PORT (app/edge, listener tls): shows the certificate of Secret app/nginx-tls, which the pods mount',
    ]);
    expect(readable(await passthrough.run(context(ports.crossed)))).toEqual([
      'FAILS nginx.example.com:PORT (app/edge, listener tls): shows a certificate for nginx.example.com, which is in no Secret of the pods',
    ]);
  });
});
