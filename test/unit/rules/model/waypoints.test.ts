import { configMap, gateway, http, manifest, namespace, service, waypoint } from '../../../support/gateway-yaml';
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

  const SERVICE_TYPE = 'networking.istio.io/service-type';
  const ADDRESS_TYPE = 'networking.istio.io/address-type';
  const HBONE = { name: 'mesh', port: 15008, protocol: 'HBONE' };

  it.each([
    [{ [SERVICE_TYPE]: 'LoadBalancer' }, 'WaypointAccepted'],
    [{ [SERVICE_TYPE]: 'LoadBalancer', [ADDRESS_TYPE]: 'Hostname' }, 'WaypointIsNotReady'],
    [{ [SERVICE_TYPE]: 'LoadBalancer', [ADDRESS_TYPE]: 'IPAddress' }, 'WaypointAccepted'],
    [{ [SERVICE_TYPE]: 'NodePort' }, 'WaypointAccepted'],
    [{ [SERVICE_TYPE]: 'Bogus' }, 'WaypointIsNotReady'],
  ])('with annotations %j', (annotations, reason) => {
    const text = gateway('app/w', [HBONE], { gatewayClassName: 'istio-waypoint' }, { annotations });
    expect(bound(text + service('app/web', { [USE]: 'w' }))?.[1]).toBe(reason);
  });

  it.each([
    [{ deployment: 'spec: {replicas: 2}' }, 'WaypointAccepted'],
    [{ deployment: '' }, 'WaypointAccepted'],
    [{ service: 'spec: {type: LoadBalancer}' }, 'WaypointAccepted'],
    [{ deployment: 'spec: {replicas: 0}' }, 'WaypointIsNotReady'],
    [{ deployment: 'spec: [' }, 'WaypointIsNotReady'],
    [{ horizontalPodAutoscaler: 'text' }, 'WaypointIsNotReady'],
    [{ service: 'spec: {type: ExternalName}' }, 'WaypointIsNotReady'],
  ])('with parameters %j', (data, reason) => {
    const infrastructure = { parametersRef: { group: '', kind: 'ConfigMap', name: 'options' } };
    const objects = configMap('app/options', data) + waypoint('app/w', {}, {}, { infrastructure });
    expect(bound(objects + service('app/web', { [USE]: 'w' }))?.[1]).toBe(reason);
  });

  it.each([
    ['another cluster', 'x.test', { gatewayClassName: 'istio-remote' }, '', 'WaypointAccepted'],
    ['a Service with its port', 'own', {}, service('app/own'), 'WaypointAccepted'],
    ['a Service with other ports', 'own', {}, service('app/own', {}, { ports: [{ port: 81 }] }), 'WaypointIsNotReady'],
    ['a pending load balancer', 'own', {}, service('app/own', {}, { type: 'LoadBalancer' }), 'WaypointIsNotReady'],
  ])('may be a Gateway that names the address of %s', (_, value, spec, objects, reason) => {
    const addresses = [{ type: 'Hostname', value }];
    const text = gateway('app/w', [http('web')], { addresses, ...spec });
    expect(bound(text + objects + service('app/web', { [USE]: 'w' }))?.[1]).toBe(reason);
  });

  it('has a name that a Service can have', () => {
    expect(bound(waypoint('app/w.p') + service('app/web', { [USE]: 'w.p' }))?.[1]).toBe('WaypointIsNotReady');
  });

  const BINDING = 'ambient.istio.io/waypoint-inbound-binding';

  it.each([
    [{ [BINDING]: 'NONE' }, {}, 'WaypointAccepted'],
    [{ [BINDING]: 'PROXY' }, {}, 'AttachmentDenied'],
    [{ [BINDING]: 'PROXY/15088' }, {}, 'AttachmentDenied'],
    [{ [BINDING]: 'PROXY/x' }, {}, 'AttachmentDenied'],
    [{ [BINDING]: 'PROXY/15088/1' }, {}, 'WaypointAccepted'],
    [{}, { [BINDING]: 'PROXY' }, 'AttachmentDenied'],
  ])('with binding %j, and %j of its class, is for whom the bound listener says', (own, ofClass, reason) => {
    const nobody = { from: 'Selector', selector: { matchLabels: { env: 'none' } } };
    const proxy = { name: 'proxy', port: 15088, protocol: 'istio.io/PROXY', allowedRoutes: { namespaces: nobody } };
    const listeners = [HBONE, proxy];
    const controllerName = 'istio.io/mesh-controller';
    const text =
      manifest(
        'gateway.networking.k8s.io/v1',
        'GatewayClass',
        'own',
        { spec: { controllerName } },
        { annotations: ofClass },
      ) + gateway('app/w', listeners, { gatewayClassName: 'own' }, { annotations: own });
    expect(bound(text + service('app/web', { [USE]: 'w' }))?.[1]).toBe(reason);
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
