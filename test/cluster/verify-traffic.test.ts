import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KubeObject } from '../../lib/core/object-index';
import { planTopology } from '../../scripts/bootstrap/plan/plan';
import type { Check } from '../../scripts/bootstrap/verify/check';
import { reachable } from '../../scripts/bootstrap/verify/checks/reachable';
import { routing } from '../../scripts/bootstrap/verify/checks/routing';
import { spread } from '../../scripts/bootstrap/verify/checks/spread';
import { sticky } from '../../scripts/bootstrap/verify/checks/sticky';
import type { Endpoint } from '../../scripts/bootstrap/verify/endpoints';
import { pod, readable, verifyContext } from '../support/verify/context';
import { type EnvoyListener, startEnvoy } from '../support/verify/envoy';
import { startPod } from '../support/verify/nginx';
import { freePort, type RunningProgram } from '../support/verify/process';

const COOKIE = 'iphone-cookie';
const PODS = ['iphone-deploy-1', 'iphone-deploy-2'];
const URL = 'http://127.0.0.1:PORT/ (app1-ns/iphone-routes)';

/** What the intranet half of the default topology comes to, seen through a real Envoy in front of real nginx. */
describe('what a client of the gateway sees', () => {
  const programs: { stop(): void }[] = [];
  const ports: Record<string, number> = {};
  let pods: RunningProgram[];
  let stranger: RunningProgram;
  let objects: readonly KubeObject[];

  const GATEWAYS: readonly [string, (pods: number[], other: number) => Omit<EnvoyListener, 'port'>][] = [
    ['sound', own => ({ rules: [{ pods: own, cookie: COOKIE }] })],
    ['without affinity', own => ({ rules: [{ pods: own }] })],
    ['with another cookie', own => ({ rules: [{ pods: own, cookie: 'other' }] })],
    ['with one pod only', own => ({ rules: [{ pods: own.slice(0, 1), cookie: COOKIE }] })],
    ['without a route', own => ({ rules: [{ pods: own, prefix: '/elsewhere' }] })],
    ['without pods that answer', () => ({ rules: [{ pods: [1] }] })],
    ['leading to a stranger', (_, other) => ({ rules: [{ pods: [other] }] })],
    ['for a host', own => ({ rules: [{ pods: own, domains: ['shop.example.com'] }] })],
  ];

  beforeAll(async () => {
    const plan = await planTopology('intranet-internet', 'dist');
    objects = plan.objects.filter(({ metadata }) => ['app1-ns', 'istio-intranet'].includes(metadata.namespace ?? ''));
    pods = await Promise.all(PODS.map(name => startPod(name, 'intranet')));
    stranger = await startPod('stranger-1', 'other');
    programs.push(...pods, stranger);
    const listeners = [];
    for (const [name, listener] of GATEWAYS) {
      ports[name] = await freePort();
      listeners.push({
        port: ports[name],
        ...listener(
          pods.map(({ port }) => port),
          stranger.port,
        ),
      });
    }
    programs.push(await startEnvoy(listeners));
    ports['that nobody listens on'] = await freePort();
  }, 120_000);

  afterAll(() => {
    for (const program of programs) program.stop();
  });

  const seen = async (check: Check, gateway: string, change = (all: readonly KubeObject[]) => all) => {
    const endpoint: Endpoint = {
      gateway: 'istio-intranet/gateway-intranet',
      listener: 'http',
      protocol: 'HTTP',
      secrets: [],
      host: '127.0.0.1',
      port: ports[gateway],
      via: 'node port',
    };
    const changed = change(objects);
    const live = {
      services: changed.filter(({ kind }) => kind === 'Service'),
      pods: [
        ...PODS.map(name => pod('app1-ns', name, { app: 'iphone' })),
        pod('other', 'stranger-1', { app: 'other' }),
      ],
    };
    return check.run(verifyContext({ objects: changed, live, endpoints: [endpoint] }));
  };

  test.each([
    ['sound', [`holds ${URL}: answers 200 by node port`]],
    ['without a route', [`FAILS ${URL}: answers 404`]],
    ['without pods that answer', [`FAILS ${URL}: answers 503`]],
    ['that nobody listens on', [`FAILS ${URL}: nothing listens there`]],
  ])('reachable, at a gateway %s', async (gateway, outcomes) => {
    expect(readable(await seen(reachable, gateway))).toEqual(outcomes);
  });

  test.each(['sound', 'without affinity'])(
    'spread holds at a gateway %s: 21 requests meet both pods',
    async gateway => {
      const outcomes = await seen(spread, gateway);
      expect(readable(outcomes)).toEqual([`holds ${URL}: 21 requests met all 2 pods`]);
      const counts = outcomes[0].details?.map(line => Number(line.trim().split(' ')[0])) ?? [];
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(21);
    },
  );

  test('spread fails at a gateway with one pod only', async () => {
    expect(readable(await seen(spread, 'with one pod only'))).toEqual([
      `FAILS ${URL}: 21 requests never met iphone-deploy-2`,
    ]);
  });

  test('sticky holds at a sound gateway: one pod for 21 connections', async () => {
    const [outcome] = await seen(sticky, 'sound');
    expect(outcome).toMatchObject({
      ok: true,
      found: expect.stringMatching(/^21 requests with cookie iphone-cookie stayed with/),
    });
    expect(outcome.details?.map(line => line.trim().split(' ')[0]).sort()).toEqual(['0', '21']);
  });

  test.each([
    ['without affinity', `FAILS ${URL}: no answer sets cookie iphone-cookie`],
    ['with another cookie', `FAILS ${URL}: no answer sets cookie iphone-cookie`],
  ])('sticky fails at a gateway %s', async (gateway, outcome) => {
    expect(readable(await seen(sticky, gateway))).toEqual([outcome]);
  });

  test('sticky fails where the cookie is set and not kept to', async () => {
    let answers = 0;
    const setting = createServer((_, response) => {
      const name = PODS[answers++ % PODS.length];
      response.setHeader('set-cookie', `${COOKIE}=${name}`).end(`<h1>Pod intranet: ${name}</h1>`);
    }).listen(0, '127.0.0.1');
    await once(setting, 'listening');
    ports['that forgets'] = (setting.address() as AddressInfo).port;
    const outcomes = readable(await seen(sticky, 'that forgets'));
    setting.close();
    expect(outcomes).toEqual([`FAILS ${URL}: 21 requests with cookie ${COOKIE} met 2 pods`]);
  });

  test('routing holds where a pod of the backend answers, and fails where another does', async () => {
    expect(readable(await seen(routing, 'sound'))).toEqual([
      expect.stringMatching(/is answered by iphone-deploy-\d, a pod of app1-ns\/iphone-svc$/),
    ]);
    expect(readable(await seen(routing, 'leading to a stranger'))).toEqual([
      `FAILS ${URL}: is answered by stranger-1, which is no pod of app1-ns/iphone-svc`,
    ]);
  });

  test('routing looks whether other hosts are refused, where a route is for one', async () => {
    const bound = (all: readonly KubeObject[]) =>
      all.map(object =>
        object.kind === 'HTTPRoute' ? { ...object, spec: { ...object.spec, hostnames: ['shop.example.com'] } } : object,
      );
    const other = 'http://nobody.invalid:PORT/ (istio-intranet/gateway-intranet)';
    expect(readable(await seen(routing, 'for a host', bound))[1]).toBe(
      `holds ${other}: answers 404: no route is for that host`,
    );
    expect(readable(await seen(routing, 'sound', bound))[1]).toBe(`FAILS ${other}: answers 200`);
  });

  test('every failure comes with a cure', async () => {
    const outcomes = [
      ...(await seen(reachable, 'without a route')),
      ...(await seen(spread, 'with one pod only')),
      ...(await seen(sticky, 'without affinity')),
      ...(await seen(routing, 'leading to a stranger')),
    ];
    for (const { cure } of outcomes) expect(cure?.length).toBeGreaterThan(20);
  });
});
