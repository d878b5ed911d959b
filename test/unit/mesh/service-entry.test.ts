import { ServiceEntry, type ServiceEntryProps } from '../../../lib/mesh/service-entry';
import { Waypoint } from '../../../lib/mesh/waypoint';
import { faults, only, synthesize } from '../../support/synthesize';

const MINIMAL: ServiceEntryProps = {
  name: 'partner',
  namespace: 'egress',
  hosts: ['api.example.com'],
  ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
};
const entry = (props: Partial<ServiceEntryProps> = {}) =>
  synthesize(chart => new ServiceEntry(chart, 'Entry', { ...MINIMAL, ...props }))[0];

test('an entry is a host outside, looked up by DNS', () => {
  expect(entry()).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: 'partner', namespace: 'egress' },
    spec: {
      hosts: ['api.example.com'],
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
      resolution: 'DNS',
      location: 'MESH_EXTERNAL',
    },
  });
});

describe('each prop shows', () => {
  test('hosts and resolution', () =>
    expect(entry({ hosts: ['*.example.com'], resolution: 'DYNAMIC_DNS' }).spec).toMatchObject({
      hosts: ['*.example.com'],
      resolution: 'DYNAMIC_DNS',
    }));

  test('ports, with targetPort', () =>
    expect(entry({ ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 443 }] }).spec.ports).toEqual([
      { number: 80, name: 'http', protocol: 'HTTP', targetPort: 443 },
    ]));

  test('location', () => expect(entry({ location: 'MESH_INTERNAL' }).spec.location).toBe('MESH_INTERNAL'));

  test('endpoints', () =>
    expect(
      entry({ resolution: 'STATIC', endpoints: [{ address: '192.0.2.1', ports: { http: 8080 } }] }).spec,
    ).toMatchObject({
      resolution: 'STATIC',
      endpoints: [{ address: '192.0.2.1', ports: { http: 8080 } }],
    }));

  test('addresses', () => expect(entry({ addresses: ['240.0.0.1'] }).spec.addresses).toEqual(['240.0.0.1']));

  test('exportTo', () => expect(entry({ exportTo: ['.'] }).spec.exportTo).toEqual(['.']));

  test('labels', () => expect(entry({ labels: { a: 'b' } }).metadata.labels).toEqual({ a: 'b' }));
});

test('a waypoint makes it an egress gateway', () => {
  const objects = synthesize(chart => {
    const waypoint = new Waypoint(chart, 'Waypoint', { namespace: 'egress' });
    const made = new ServiceEntry(chart, 'Entry', MINIMAL);
    waypoint.enrol(made);
    expect([made.kind, made.host]).toEqual(['ServiceEntry', 'api.example.com']);
  });
  expect(only(objects, 'ServiceEntry').metadata.labels).toEqual({ 'istio.io/use-waypoint': 'waypoint' });
});

test.each<[string, Partial<ServiceEntryProps>]>([
  ['without hosts and ports', { hosts: [], ports: [] }],
  ['with a wildcard that DNS cannot look up', { hosts: ['*.example.com'] }],
  ['with static addresses that are missing', { resolution: 'STATIC' }],
])('fails %s', (_, props) => {
  expect(faults(chart => new ServiceEntry(chart, 'Entry', { ...MINIMAL, ...props }))).toMatchSnapshot();
});
