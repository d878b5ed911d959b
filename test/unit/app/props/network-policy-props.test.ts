import {
  AmbientNetworkPolicy,
  type AmbientNetworkPolicyProps,
  GatewayNetworkPolicy,
  type GatewayNetworkPolicyProps,
  type OpenPort,
} from '../../../../lib/app/network-policy';
import { built, showProps } from '../../../support/show-props';

showProps<AmbientNetworkPolicyProps>('AmbientNetworkPolicyProps', {
  base: { namespace: 'web' },
  makes: built((chart, props) => new AmbientNetworkPolicy(chart, 'Policy', props)),
  examples: {
    namespace: { namespace: 'shop' },
    name: { name: 'mesh-only' },
    podLabels: { podLabels: { app: 'cart' } },
    from: { from: ['edge', 'web'] },
    openPorts: { openPorts: [{ port: 9090 }] },
  },
});

showProps<OpenPort>('OpenPort', {
  base: { port: 9090 },
  makes: built((chart, port) => new AmbientNetworkPolicy(chart, 'Policy', { namespace: 'web', openPorts: [port] })),
  examples: {
    port: { port: 8443 },
    from: { from: ['monitoring'] },
  },
});

const GATEWAY = { name: 'gateway', namespace: 'edge', ports: [80] };

showProps<GatewayNetworkPolicyProps>('GatewayNetworkPolicyProps', {
  base: { gateway: GATEWAY },
  makes: built((chart, props) => new GatewayNetworkPolicy(chart, 'Policy', props)),
  examples: {
    gateway: { gateway: { name: 'front', namespace: 'web', ports: [443] } },
    'gateway.name': { gateway: { ...GATEWAY, name: 'front' } },
    'gateway.namespace': { gateway: { ...GATEWAY, namespace: 'web' } },
    'gateway.ports': { gateway: { ...GATEWAY, ports: [80, 443] } },
    name: { name: 'open' },
  },
});
