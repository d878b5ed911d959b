import { StickySession, type StickySessionProps } from '../../../lib/gateway/sticky-session';
import { resolveMesh } from '../../../lib/mesh/spec';
import { faults, synthesize } from '../../support/synthesize';

const MINIMAL: StickySessionProps = {
  name: 'sticky',
  backend: { serviceName: 'page', namespace: 'app', port: 80 },
  cookie: 'session',
};
const rule = (props: Partial<StickySessionProps> = {}) =>
  synthesize(chart => new StickySession(chart, 'Sticky', { ...MINIMAL, ...props }))[0];

test('a cookie chooses the pod of the backend', () => {
  expect(rule()).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: 'sticky', namespace: 'app' },
    spec: {
      host: 'page.app.svc.cluster.local',
      trafficPolicy: { loadBalancer: { consistentHash: { httpCookie: { name: 'session', ttl: '0s' } } } },
    },
  });
});

test('ttl shows', () => {
  expect(rule({ ttl: '1h30m' }).spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.ttl).toBe('1h30m');
});

test('at a waypoint before 1.31 a VirtualService is beside it, unless the host has one', () => {
  const kinds = (hasVirtualService?: boolean) => {
    const mesh = resolveMesh({ version: '1.30.5' });
    const props = { ...MINIMAL, mesh, at: 'waypoint', hasVirtualService } as const;
    return synthesize(chart => new StickySession(chart, 'Sticky', props)).map(({ kind }) => kind);
  };
  expect(kinds()).toEqual(['DestinationRule', 'VirtualService']);
  expect(kinds(true)).toEqual(['DestinationRule']);
});

test('fails with a cookie that is no token and a ttl that is no duration', () => {
  expect(
    faults(chart => new StickySession(chart, 'Sticky', { ...MINIMAL, cookie: 'a b', ttl: '5' })),
  ).toMatchInlineSnapshot(`
AMB231: found cookie "a b", expected letters, digits and -_ (RFC 6265): rename the cookie

AMB232: found ttl "5", expected a number with a unit, as in 0s or 1h30m: write the unit
`);
});
