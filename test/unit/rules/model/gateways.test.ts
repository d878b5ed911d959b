import {
  configMap,
  gateway,
  http,
  manifest,
  namespace,
  route,
  service,
  tlsSecret,
} from '../../../support/gateway-yaml';
import { verdictOf } from '../../../support/manifests';

const conditionsOf = (text: string) => verdictOf(text, 'Gateway', 'g')?.conditions;
const parameters = (reference: object) => ({
  infrastructure: { parametersRef: { group: '', kind: 'ConfigMap', ...reference } },
});

describe('a Gateway', () => {
  it('of a class that is not istiod’s waits for its controller', () => {
    expect(verdictOf(gateway('edge/g', [http('web')], { gatewayClassName: 'other' }), 'Gateway', 'g')).toEqual({
      kind: 'Gateway',
      name: 'g',
      namespace: 'edge',
      conditions: { Accepted: ['Unknown', 'Pending'] },
      listeners: {},
    });
  });

  it('of a class of its own name is istiod’s by the controller of the class', () => {
    const spec = { spec: { controllerName: 'istio.io/gateway-controller' } };
    const own = manifest('gateway.networking.k8s.io/v1', 'GatewayClass', 'own', spec);
    expect(conditionsOf(`${own}${gateway('edge/g', [http('web')], { gatewayClassName: 'own' })}`)?.Accepted).toEqual([
      'True',
      'Accepted',
    ]);
  });

  it('of another cluster is accepted without looking at its listeners', () => {
    const remote = verdictOf(gateway('edge/g', [http('web')], { gatewayClassName: 'istio-remote' }), 'Gateway', 'g');
    expect(remote).toMatchObject({ conditions: { Accepted: ['True', 'Accepted'] }, listeners: {} });
  });

  it.each([
    ['a ConfigMap beside it', configMap('edge/options', {}), { name: 'options' }, ['True', 'Accepted']],
    ['a ConfigMap elsewhere', configMap('far/options', {}), { name: 'options' }, ['False', 'InvalidParameters']],
    ['a ConfigMap that is not there', '', { name: 'options' }, ['False', 'InvalidParameters']],
    ['a Secret', tlsSecret('edge/options'), { kind: 'Secret', name: 'options' }, ['False', 'InvalidParameters']],
  ])('with %s as parameters', (_, objects, reference, accepted) => {
    const text = `${objects}${gateway('edge/g', [http('web')], parameters(reference))}`;
    expect(conditionsOf(text)?.Accepted).toEqual(accepted);
  });

  it('keeps its routes when its parameters are missing', () => {
    const text = [
      gateway('edge/g', [http('web')], parameters({ name: 'none' })),
      service('app/web'),
      route('HTTPRoute', 'app/r', [{ name: 'g', namespace: 'edge' }]),
    ].join('');
    expect(verdictOf(text, 'HTTPRoute', 'r')?.parents?.[0]?.conditions.Accepted).toEqual(['True', 'Accepted']);
    expect(verdictOf(text, 'Gateway', 'g')?.listeners?.web?.attachedRoutes).toBe(1);
  });

  it.each([
    ['one address', [{ type: 'IPAddress', value: '10.0.0.1' }], ['True', 'Accepted']],
    ['the name of a Service', [{ type: 'Hostname', value: 'own' }], ['True', 'Accepted']],
    [
      'addresses beside a name',
      [
        { type: 'Hostname', value: 'own' },
        { type: 'IPAddress', value: '10.0.0.1' },
      ],
      ['False', 'UnsupportedAddress'],
    ],
    [
      'several addresses',
      [
        { type: 'IPAddress', value: '10.0.0.1' },
        { type: 'IPAddress', value: '10.0.0.2' },
      ],
      ['False', 'UnsupportedAddress'],
    ],
  ])('with %s', (_, addresses, accepted) => {
    expect(conditionsOf(gateway('edge/g', [http('web')], { addresses }))?.Accepted).toEqual(accepted);
  });

  it('that several addresses make useless has no listeners', () => {
    const addresses = ['10.0.0.1', '10.0.0.2'].map(value => ({ type: 'IPAddress', value }));
    expect(verdictOf(gateway('edge/g', [http('web')], { addresses }), 'Gateway', 'g')?.listeners).toEqual({});
  });

  it('that shows backends a certificate which is not there says so', () => {
    const tls = { backend: { clientCertificateRef: { name: 'none' } } };
    expect(conditionsOf(gateway('edge/g', [http('web')], { tls }))?.ResolvedRefs).toEqual([
      'False',
      'InvalidClientCertificateRef',
    ]);
  });
});

describe('a ListenerSet', () => {
  const set = (listeners: readonly object[]) =>
    manifest('gateway.networking.k8s.io/v1', 'ListenerSet', 'app/set', {
      spec: { parentRef: { name: 'g', namespace: 'edge' }, listeners },
    });
  const allowing = (from: string) => ({ allowedListeners: { namespaces: { from } } });
  const base = (spec: object, listeners: readonly object[]) =>
    `${namespace('app')}${gateway('edge/g', [http('web', { hostname: 'a.test' })], spec)}${set(listeners)}`;

  it('adds listeners that routes can attach to', () => {
    const parent = { group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'set' };
    const text = `${base(allowing('All'), [http('more', { hostname: 'b.test' })])}${service('app/web')}${route('HTTPRoute', 'app/r', [parent])}`;
    expect(verdictOf(text, 'ListenerSet', 'set')).toMatchObject({
      conditions: { Accepted: ['True', 'Accepted'] },
      listeners: { more: { attachedRoutes: 1 } },
    });
    expect(verdictOf(text, 'HTTPRoute', 'r')?.parents?.[0]?.conditions.Accepted).toEqual(['True', 'Accepted']);
  });

  it('is refused by a Gateway that does not ask for any', () => {
    expect(verdictOf(base({}, [http('more')]), 'ListenerSet', 'set')?.conditions).toEqual({
      Accepted: ['False', 'NotAllowed'],
    });
  });

  it('waits where its Gateway is not there, or is not istiod’s', () => {
    const waiting = { conditions: { Accepted: ['Unknown', 'Pending'] }, listeners: {} };
    expect(verdictOf(set([http('more')]), 'ListenerSet', 'set')).toMatchObject(waiting);
    expect(verdictOf(base({ gatewayClassName: 'other' }, [http('more')]), 'ListenerSet', 'set')).toMatchObject(waiting);
  });

  it('loses to the listeners of the Gateway', () => {
    const verdict = verdictOf(base(allowing('All'), [http('more', { hostname: 'a.test' })]), 'ListenerSet', 'set');
    expect(verdict).toMatchObject({
      conditions: { Accepted: ['False', 'ListenersNotValid'] },
      listeners: { more: { conditions: { Conflicted: ['True', 'HostnameConflict'] } } },
    });
  });
});
