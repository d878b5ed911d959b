import { configMap, gateway, http, namespace, service, waypoint } from '../../../support/gateway-yaml';
import { verdictOf } from '../../../support/manifests';

const USE = 'istio.io/use-waypoint';
const bound = (text: string) => verdictOf(text, 'Service', 'web')?.conditions?.['istio.io/WaypointBound'];

describe('the waypoint of a service', () => {
  it('is that of its label, else that of its namespace', () => {
    expect(bound(waypoint('app/w') + service('app/web', { [USE]: 'w' }))).toEqual(['True', 'WaypointAccepted']);
    expect(bound(namespace('app', { [USE]: 'w' }) + waypoint('app/w') + service('app/web'))).toEqual([
      'True',
      'WaypointAccepted',
    ]);
    expect(bound(waypoint('app/w') + service('app/web'))).toBeUndefined();
  });

  it('is none where the service says so', () => {
    expect(
      bound(namespace('app', { [USE]: 'w' }) + waypoint('app/w') + service('app/web', { [USE]: 'none' })),
    ).toBeUndefined();
  });

  it('may be in another namespace that allows it', () => {
    const labels = { [USE]: 'w', 'istio.io/use-waypoint-namespace': 'far' };
    expect(bound(waypoint('far/w') + service('app/web', labels))).toEqual(['False', 'AttachmentDenied']);
    expect(bound(waypoint('far/w', { namespaces: { from: 'All' } }) + service('app/web', labels))).toEqual([
      'True',
      'WaypointAccepted',
    ]);
    const selector = { namespaces: { from: 'Selector', selector: { matchLabels: { env: 'prod' } } } };
    const elsewhere = (env: string) =>
      namespace('app', { env }) + waypoint('far/w', selector) + service('app/web', labels);
    expect(bound(elsewhere('prod'))).toEqual(['True', 'WaypointAccepted']);
    expect(bound(elsewhere('dev'))).toEqual(['False', 'AttachmentDenied']);
  });

  it.each([
    ['service', 'WaypointAccepted'],
    ['all', 'WaypointAccepted'],
    ['workload', 'UnsupportedTrafficType'],
    ['none', 'UnsupportedTrafficType'],
    ['namespace', 'UnsupportedTrafficType'],
  ])('for traffic %s', (traffic, reason) => {
    const text = waypoint('app/w', {}, { 'istio.io/waypoint-for': traffic }) + service('app/web', { [USE]: 'w' });
    expect(bound(text)?.[1]).toBe(reason);
  });

  it.each([
    ['is not there', ''],
    ['is of another class', waypoint('app/w', {}, {}, { gatewayClassName: 'other' })],
    [
      'has parameters that are not there',
      waypoint('app/w', {}, {}, { infrastructure: { parametersRef: { group: '', kind: 'ConfigMap', name: 'none' } } }),
    ],
    [
      'has parameters of an unknown name',
      configMap('app/options', { deploymnt: '' }) +
        waypoint(
          'app/w',
          {},
          {},
          { infrastructure: { parametersRef: { group: '', kind: 'ConfigMap', name: 'options' } } },
        ),
    ],
  ])('is not up where it %s', (_, objects) => {
    expect(bound(objects + service('app/web', { [USE]: 'w' }))).toEqual(['False', 'WaypointIsNotReady']);
  });

  it('may be any Gateway that is up, and a load balancer is none without an address', () => {
    const text = gateway('app/w', [http('web')]) + service('app/web', { [USE]: 'w' });
    expect(bound(text)?.[1]).toBe('WaypointIsNotReady');
    expect(
      verdictOf(text, 'Service', 'web', { loadBalancers: true })?.conditions?.['istio.io/WaypointBound']?.[1],
    ).toBe('WaypointAccepted');
  });

  it('is no matter of a name that stands for another, nor of the service of a waypoint', () => {
    const alias = service(
      'app/web',
      { [USE]: 'w' },
      { type: 'ExternalName', externalName: 'a.test', ports: undefined },
    );
    expect(bound(waypoint('app/w') + alias)).toBeUndefined();
    const own = service('app/web', { [USE]: 'w', 'gateway.istio.io/managed': 'istio.io-mesh-controller' });
    expect(bound(waypoint('app/w') + own)).toBeUndefined();
  });
});
