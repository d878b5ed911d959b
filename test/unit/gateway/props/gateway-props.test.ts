import { Gateway, type GatewayProps } from '../../../../lib/gateway/gateway';
import { GatewayClass, type GatewayClassProps } from '../../../../lib/gateway/gateway-class';
import type { AutoscalingOptions, ResourceAmounts } from '../../../../lib/mesh/deployment-options';
import { resolveMesh } from '../../../../lib/mesh/spec';
import { built, showProps } from '../../../support/show-props';

const EDGE: GatewayProps = {
  name: 'edge',
  namespace: 'istio-edge',
  listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
};
const gateway = <P>(toProps: (props: P) => Partial<GatewayProps>) =>
  built((chart, props: P) => new Gateway(chart, 'Gateway', { ...EDGE, ...toProps(props) }));

showProps<GatewayProps>('GatewayProps', {
  base: EDGE,
  makes: gateway(props => props),
  examples: {
    name: { name: 'internal' },
    namespace: { namespace: 'istio-internal' },
    listeners: { listeners: [...EDGE.listeners, { name: 'other', protocol: 'HTTP', port: 8080 }] },
    exposure: { exposure: { type: 'NodePort', nodePorts: { http: 30080 } } },
    gatewayClassName: { gatewayClassName: 'internal' },
    labels: { labels: { 'istio.io/rev': 'next' } },
    infrastructureLabels: { infrastructureLabels: { team: 'edge' } },
    infrastructureAnnotations: { infrastructureAnnotations: { 'example.com/owner': 'edge' } },
    replicas: { replicas: 3 },
    autoscaling: { autoscaling: { minReplicas: 2, maxReplicas: 5 } },
    minAvailable: [{ replicas: 3 }, { minAvailable: 2 }],
    resources: { resources: { requests: { cpu: '200m' }, limits: { memory: '1Gi' } } },
    'resources.requests': { resources: { requests: { cpu: '200m', memory: '256Mi' } } },
    'resources.limits': { resources: { limits: { cpu: '2', memory: '1Gi' } } },
    mesh: [{ listeners: [{ name: 'db', protocol: 'TCP', port: 5432 }] }, { mesh: resolveMesh({ version: '1.30.5' }) }],
  },
});

showProps<AutoscalingOptions>('AutoscalingOptions', {
  base: { minReplicas: 2, maxReplicas: 5 },
  makes: gateway(autoscaling => ({ autoscaling })),
  examples: {
    minReplicas: { minReplicas: 3 },
    maxReplicas: { maxReplicas: 10 },
    averageUtilization: { averageUtilization: 60 },
  },
});

showProps<ResourceAmounts>('ResourceAmounts', {
  base: {},
  makes: gateway(requests => ({ resources: { requests } })),
  examples: {
    cpu: { cpu: '200m' },
    memory: { memory: '256Mi' },
  },
});

showProps<GatewayClassProps>('GatewayClassProps', {
  base: { name: 'internal' },
  makes: built((chart, props) => new GatewayClass(chart, 'Class', props)),
  examples: {
    name: { name: 'partners' },
  },
});
