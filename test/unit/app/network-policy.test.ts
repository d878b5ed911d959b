import { AmbientNetworkPolicy } from '../../../lib/app/network-policy';
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
