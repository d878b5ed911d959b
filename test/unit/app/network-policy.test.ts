import { AmbientNetworkPolicy, GatewayNetworkPolicy } from '../../../lib/app/network-policy';
import { synthesize } from '../../support/synthesize';

test('a policy lets in HBONE from the mesh and the probes of the kubelet, nothing else', () => {
  expect(synthesize(chart => new AmbientNetworkPolicy(chart, 'Policy', { namespace: 'app1-ns' }))).toEqual([
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'ambient-only', namespace: 'app1-ns' },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ namespaceSelector: { matchLabels: { 'istio.io/dataplane-mode': 'ambient' } } }],
            ports: [{ protocol: 'TCP', port: 15008 }],
          },
          { from: [{ ipBlock: { cidr: '169.254.7.127/32' } }] },
        ],
      },
    },
  ]);
});

test('name shows', () => {
  const [policy] = synthesize(chart => new AmbientNetworkPolicy(chart, 'Policy', { namespace: 'a', name: 'b' }));
  expect(policy.metadata).toEqual({ name: 'b', namespace: 'a' });
});

describe('each prop shows', () => {
  const spec = (props: object) =>
    synthesize(chart => new AmbientNetworkPolicy(chart, 'Policy', { namespace: 'a', ...props }))[0].spec;
  const named = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });

  test('podLabels', () =>
    expect(spec({ podLabels: { app: 'cart' } }).podSelector).toEqual({ matchLabels: { app: 'cart' } }));

  test('from', () => expect(spec({ from: ['web', 'edge'] }).ingress[0].from).toEqual([named('edge'), named('web')]));

  test('openPorts', () =>
    expect(spec({ openPorts: [{ port: 9090, from: ['monitoring'] }, { port: 8443 }] }).ingress.slice(2)).toEqual([
      { from: [named('monitoring')], ports: [{ protocol: 'TCP', port: 9090 }] },
      { ports: [{ protocol: 'TCP', port: 8443 }] },
    ]));

  test('a namespace that was admitted, beside the mesh', () => {
    const [policy] = synthesize(chart =>
      new AmbientNetworkPolicy(chart, 'Policy', { namespace: 'a' }).admit('istio-system'),
    );
    expect(policy.spec.ingress[0].from).toEqual([
      { namespaceSelector: { matchLabels: { 'istio.io/dataplane-mode': 'ambient' } } },
      named('istio-system'),
    ]);
  });
});

test('a policy for a Gateway opens its listeners to anyone', () => {
  const gateway = { name: 'edge', namespace: 'shop', ports: [80, 443, 443] };
  const policy = (name?: string) =>
    synthesize(chart => new GatewayNetworkPolicy(chart, 'Policy', { gateway, name }))[0];
  expect(policy()).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'edge', namespace: 'shop' },
    spec: {
      podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } },
      policyTypes: ['Ingress'],
      ingress: [{ ports: [80, 443, 15021].map(port => ({ protocol: 'TCP', port })) }],
    },
  });
  expect(policy('open').metadata.name).toBe('open');
});
