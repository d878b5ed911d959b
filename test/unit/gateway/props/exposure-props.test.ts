import type {
  ClusterIpExposure,
  Exposure,
  LoadBalancerExposure,
  NodePortExposure,
} from '../../../../lib/gateway/exposure';
import { Gateway } from '../../../../lib/gateway/gateway';
import { built, showProps } from '../../../support/show-props';
import { HTTP_LISTENERS } from './fixtures';

const exposed = built((chart, exposure: Exposure) => {
  new Gateway(chart, 'Gateway', { name: 'edge', namespace: 'istio-edge', listeners: HTTP_LISTENERS, exposure });
});

showProps<NodePortExposure>('NodePortExposure', {
  base: { type: 'NodePort', nodePorts: { main: 30080 } },
  makes: exposed,
  examples: {
    type: [{ type: 'ClusterIP' as never }, { type: 'NodePort' }],
    nodePorts: { nodePorts: { main: 30081, other: 30088 } },
    hostPorts: { hostPorts: { main: 8080 } },
  },
});

showProps<LoadBalancerExposure>('LoadBalancerExposure', {
  base: { type: 'LoadBalancer' },
  makes: exposed,
  examples: {
    type: [{ type: 'ClusterIP' as never }, { type: 'LoadBalancer' }],
    address: { address: '192.0.2.10' },
  },
});

showProps<ClusterIpExposure>('ClusterIpExposure', {
  base: { type: 'ClusterIP' },
  makes: exposed,
  examples: {
    type: [{ type: 'LoadBalancer' as never }, { type: 'ClusterIP' }],
  },
});
