import { gateway, http, policy, service, waypoint } from '../../../support/gateway-yaml';
import { verdictOf } from '../../../support/manifests';

const said = (text: string) => verdictOf(text, 'AuthorizationPolicy', 'p')?.conditions;
const service_ = { group: '', kind: 'Service', name: 'web' };
const gateway_ = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'w' };
const inMesh = service('app/web', { 'istio.io/use-waypoint': 'w' });

describe('a policy with targets', () => {
  it.each([
    ['a Service with a waypoint', inMesh + waypoint('app/w'), service_, ['True', 'Accepted']],
    ['a Service without', service('app/web'), service_, ['False', 'AncestorNotBound']],
    ['a Service that is not there', '', service_, ['False', 'TargetNotFound']],
    ['a waypoint', waypoint('app/w'), gateway_, ['True', 'Accepted']],
    ['a waypoint that is not there', '', gateway_, ['False', 'TargetNotFound']],
    [
      'a Gateway whose load balancer has no address',
      gateway('app/w', [http('web')]),
      gateway_,
      ['False', 'TargetNotFound'],
    ],
  ])('is for %s', (_, objects, target, outcome) => {
    expect(said(objects + policy('app/p', { targetRefs: [target] }))).toEqual({ WaypointAccepted: outcome });
  });

  it('is accepted for one of several, and for none invalid', () => {
    const both = policy('app/p', { targetRefs: [service_, gateway_] });
    expect(said(inMesh + waypoint('app/w') + both)).toEqual({ WaypointAccepted: ['True', 'Accepted'] });
    expect(said(waypoint('app/w') + both)).toEqual({ WaypointAccepted: ['True', 'PartiallyInvalid'] });
    expect(said(both)).toEqual({ WaypointAccepted: ['False', 'Invalid'] });
  });

  it('for a class of waypoints belongs into the root namespace', () => {
    const target = (name: string) => ({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name }],
    });
    expect(said(policy('app/p', target('istio-waypoint')))).toEqual({ WaypointAccepted: ['False', 'Invalid'] });
    expect(said(policy('istio-system/p', target('istio-waypoint')))).toEqual({
      WaypointAccepted: ['True', 'Accepted'],
    });
    expect(said(policy('istio-system/p', target('istio')))).toEqual({ WaypointAccepted: ['False', 'Invalid'] });
    expect(said(policy('istio-system/p', target('none')))).toEqual({ WaypointAccepted: ['False', 'TargetNotFound'] });
  });
});

describe('a policy without targets', () => {
  it.each([
    ['sees only connections', { rules: [{ from: [{ source: { namespaces: ['edge'] } }] }] }, ['True', 'Accepted']],
    ['asks for a method', { rules: [{ to: [{ operation: { methods: ['GET'] } }] }] }, ['True', 'UnsupportedValue']],
    [
      'asks for a token',
      { rules: [{ from: [{ source: { requestPrincipals: ['*'] } }] }] },
      ['True', 'UnsupportedValue'],
    ],
    [
      'has a condition on a header',
      { rules: [{ when: [{ key: 'request.headers[x]', values: ['y'] }] }] },
      ['True', 'UnsupportedValue'],
    ],
    [
      'has a condition on a port',
      { rules: [{ when: [{ key: 'destination.port', values: ['80'] }] }] },
      ['True', 'Accepted'],
    ],
    ['audits', { action: 'AUDIT' }, ['False', 'UnsupportedValue']],
  ])('that %s', (_, spec, outcome) => {
    expect(said(policy('app/p', spec))).toEqual({ ZtunnelAccepted: outcome });
  });

  it('is not tried out, nor is one with targets', () => {
    const annotations = { 'istio.io/dry-run': 'true' };
    const refused = { ZtunnelAccepted: ['False', 'UnsupportedValue'] };
    expect(said(policy('app/p', { action: 'DENY' }, { annotations }))).toEqual(refused);
    expect(said(policy('app/p', { targetRefs: [gateway_] }, { annotations }))).toEqual(refused);
  });
});
