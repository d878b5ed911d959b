import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import type { KubeObject } from '../../../../lib/core/object-index';
import type { Check } from '../../../../scripts/bootstrap/verify/check';
import { certificates } from '../../../../scripts/bootstrap/verify/checks/certificates';
import { passthrough } from '../../../../scripts/bootstrap/verify/checks/passthrough';
import { reachable } from '../../../../scripts/bootstrap/verify/checks/reachable';
import { routing } from '../../../../scripts/bootstrap/verify/checks/routing';
import { spread } from '../../../../scripts/bootstrap/verify/checks/spread';
import { sticky } from '../../../../scripts/bootstrap/verify/checks/sticky';
import type { Endpoint } from '../../../../scripts/bootstrap/verify/endpoints';
import { handshake } from '../../../../scripts/bootstrap/verify/http/handshake';
import { reasonOf } from '../../../../scripts/bootstrap/verify/http/request';
import { faultsOf, pod, verifyContext } from '../../../support/verify/context';

jest.mock('../../../../scripts/bootstrap/verify/http/handshake');

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

const object = (apiVersion: string, kind: string, name: string, spec: object): KubeObject => ({
  ...{ apiVersion, kind, metadata: { name, namespace: 'app' }, spec },
});
const GATEWAY_API = 'gateway.networking.k8s.io/v1';
const PARENT = { parentRefs: [{ name: 'edge' }] };
const OBJECTS = [
  object(GATEWAY_API, 'Gateway', 'edge', {
    gatewayClassName: 'istio',
    listeners: [{ name: 'http' }, { name: 'other' }],
  }),
  object(GATEWAY_API, 'HTTPRoute', 'page', { ...PARENT, rules: [{ backendRefs: [{ name: 'page' }] }] }),
  object(GATEWAY_API, 'HTTPRoute', 'shop', {
    ...PARENT,
    hostnames: ['shop.example.com'],
    rules: [{ backendRefs: [{ name: 'shop' }] }],
  }),
  object(GATEWAY_API, 'TLSRoute', 'tls', { ...PARENT, hostnames: ['shop.example.com'] }),
  object('networking.istio.io/v1', 'DestinationRule', 'page', {
    host: 'page.app.svc.cluster.local',
    trafficPolicy: { loadBalancer: { consistentHash: { httpCookie: { name: 'session' } } } },
  }),
];
const LIVE = {
  services: [object('v1', 'Service', 'page', { selector: { app: 'page' } })],
  pods: [...['page-1', 'page-2'].map(name => pod('app', name, { app: 'page' })), pod('app', 'stranger-1', {})],
};

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

/** What a check finds at a gateway on a port. */
async function found(check: Check, port: number, more: Partial<Endpoint> = {}) {
  const endpoint = { gateway: 'app/edge', listener: 'http', protocol: 'HTTP', secrets: [], host: '127.0.0.1', port };
  const endpoints = [{ ...endpoint, via: 'node port', ...more }];
  return `\n${faultsOf(await check.run(verifyContext({ objects: OBJECTS, live: LIVE, endpoints })))}\n`;
}

/** Answers with a status, and with the name of a pod. */
const saying =
  (body: string, status = 200): RequestListener =>
  (_, response) =>
    response.writeHead(status).end(body);

const alternating: RequestListener = (() => {
  let count = 0;
  return (_, response) => {
    response.setHeader('set-cookie', 'session=x').end(`page-${(count++ % 2) + 1}`);
  };
})();

test.each([404, 500, 503, 502])('reachable says what to do about status %i', async status => {
  expect(await found(reachable, await portOf(createServer(saying('', status))))).toMatchSnapshot();
});

test.each<[string, Check, RequestListener]>([
  ['routing, where a stranger answers, and hosts that nobody has a route for', routing, saying('stranger-1')],
  ['spread, where one replica never answers', spread, saying('page-1')],
  ['sticky, where no cookie is set', sticky, saying('page-1')],
  ['sticky, where the cookie is of no use', sticky, alternating],
])('%s', async (_, check, listener) => {
  expect(await found(check, await portOf(createServer(listener)))).toMatchSnapshot();
});

/** Nothing listens on it: reserved, and below those that programs get. */
const CLOSED = 1;

test.each<[string, Check]>([
  ['reachable', reachable],
  ['routing', routing],
  ['spread', spread],
  ['sticky', sticky],
])('%s says what to do where nothing listens', async (_, check) => {
  expect(await found(check, CLOSED)).toMatchSnapshot();
});

test.each(['ECONNRESET', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT'])('a request that ends by %s says so', code => {
  expect(reasonOf(Object.assign(new Error(), { code }))).toMatchSnapshot();
});

test.each<[string, Check, Partial<Endpoint>]>([
  ['certificates', certificates, { protocol: 'HTTPS', hostname: 'shop.example.com', secrets: ['app/shop-tls'] }],
  ['passthrough', passthrough, { protocol: 'TLS', tlsMode: 'Passthrough' }],
])('%s says what to do about a certificate of nobody, and where none is shown', async (_, check, endpoint) => {
  const names = ['shop.example.com'];
  const shown = { authorized: false, why: 'DEPTH_ZERO_SELF_SIGNED_CERT', fingerprint: 'AA:BB', names, chain: names };
  jest.mocked(handshake).mockResolvedValueOnce({ ...shown, validTo: 'Jan  1 00:00:00 2027 GMT' });
  expect(await found(check, CLOSED, endpoint)).toMatchSnapshot();
  jest.mocked(handshake).mockRejectedValueOnce(Object.assign(new Error(), { code: 'ECONNREFUSED' }));
  expect(await found(check, CLOSED, endpoint)).toMatchSnapshot();
});
