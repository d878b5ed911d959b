import { type PropExample, showMeshProps } from '../../../support/mesh-props';

const SPREAD = { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' } as const;

const PROXY: Readonly<Record<string, PropExample>> = {
  image: { props: { proxy: { image: 'mirror.example.com/istio/proxyv2:1.31.1-distroless' } } },
  resources: { props: { proxy: { resources: { requests: { cpu: '50m' }, limits: { cpu: null } } } } },
  logLevel: { props: { proxy: { logLevel: 'info' } } },
  componentLogLevel: { props: { proxy: { componentLogLevel: 'jwt:debug' } } },
  outlierLogPath: { props: { proxy: { outlierLogPath: '/dev/stdout' } } },
  lifecycle: { props: { proxy: { lifecycle: { preStop: { sleep: { seconds: 5 } } } } } },
};

const GATEWAYS: Readonly<Record<string, PropExample>> = {
  seccompProfile: { props: { gateways: { seccompProfile: { type: 'RuntimeDefault' } } } },
  securityContext: { props: { gateways: { securityContext: { runAsUser: 1000 } } } },
};

const WAYPOINT: Readonly<Record<string, PropExample>> = {
  resources: { props: { waypoint: { resources: { requests: { cpu: '50m' }, limits: { memory: null } } } } },
  affinity: { props: { waypoint: { affinity: { podAntiAffinity: {} } } } },
  topologySpreadConstraints: { props: { waypoint: { topologySpreadConstraints: [SPREAD] } } },
  nodeSelector: { props: { waypoint: { nodeSelector: { pool: 'mesh' } } } },
  tolerations: { props: { waypoint: { tolerations: [{ key: 'mesh', operator: 'Exists' }] } } },
};

const CLASS: Readonly<Record<string, PropExample>> = {
  deployment: { props: { gatewayClasses: { istio: { deployment: { spec: { replicas: 2 } } } } } },
  service: { props: { gatewayClasses: { istio: { service: { spec: { type: 'ClusterIP' } } } } } },
  serviceAccount: { props: { gatewayClasses: { istio: { serviceAccount: { metadata: { labels: { a: 'b' } } } } } } },
  horizontalPodAutoscaler: {
    props: { gatewayClasses: { 'istio-waypoint': { horizontalPodAutoscaler: { spec: { maxReplicas: 5 } } } } },
  },
  podDisruptionBudget: { props: { gatewayClasses: { istio: { podDisruptionBudget: { spec: { minAvailable: 1 } } } } } },
};

showMeshProps('ProxyProps', PROXY);
showMeshProps('GatewaysProps', GATEWAYS);
showMeshProps('MeshWaypointProps', WAYPOINT);
showMeshProps('GatewayClassDefaults', CLASS);
