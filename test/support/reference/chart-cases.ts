import type { AmbientMeshProps } from '../../../lib/mesh/spec';

const team = { team: 'mesh' };

/** The value sets of the chart references, as props. */
export const CHART_CASES: Readonly<Record<string, AmbientMeshProps>> = {
  'ambient-default': {},
  'minimal-footprint': {
    meshConfig: { accessLogFile: '/dev/stdout' },
    istiod: {
      autoscaleEnabled: false,
      replicaCount: 1,
      resources: { requests: { cpu: '100m', memory: '128Mi' } },
      telemetryEnabled: false,
    },
    cni: { resources: { requests: { cpu: '100m', memory: '128Mi' } } },
    ztunnel: { resources: { requests: { cpu: '50m', memory: '64Mi' } } },
    proxy: { resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: '256Mi' } } },
    waypoint: { resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: '256Mi' } } },
  },
  'high-availability': {
    istiod: {
      autoscaleMin: 3,
      autoscaleMax: 8,
      cpuTargetAverageUtilization: 70,
      memoryTargetAverageUtilization: 75,
      pdbMinAvailable: 2,
      priorityClassName: 'system-cluster-critical',
      resources: { requests: { cpu: '1', memory: '4Gi' }, limits: { memory: '8Gi' } },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: { app: 'istiod' } },
        },
      ],
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              weight: 100,
              podAffinityTerm: {
                topologyKey: 'kubernetes.io/hostname',
                labelSelector: { matchLabels: { app: 'istiod' } },
              },
            },
          ],
        },
      },
    },
  },
  revisioned: { revision: '1-31-1', revisionTags: ['canary', 'stable'] },
  openshift: {
    platform: 'openshift',
    ztunnel: { namespace: 'ztunnel' },
    meshConfig: { discoverySelectors: [{ matchLabels: { 'istio-discovery': 'enabled' } }] },
  },
  // The reference was rendered without a cluster, where the chart cannot see that it is GKE's.
  'platform-gke': { platform: 'gke', cni: { cniBinDir: '/opt/cni/bin' } },
  'platform-k3s': { platform: 'k3s' },
  'platform-k3d': { platform: 'k3d' },
  'platform-minikube': { platform: 'minikube' },
  'platform-microk8s': { platform: 'microk8s' },
  observability: {
    logAsJson: true,
    logLevel: 'default:debug,ads:info',
    istiod: { traceSampling: 10, telemetryEnabled: false },
    meshConfig: { accessLogFile: '/dev/stdout', accessLogEncoding: 'JSON', enableTracing: true },
    cni: { logLevel: 'debug' },
    ztunnel: { logLevel: 'debug' },
  },
  'private-registry': {
    hub: 'registry.example.com/istio',
    tag: '1.31.1-patched',
    variant: 'debug',
    imagePullPolicy: 'Always',
    imagePullSecrets: ['regcred'],
  },
  'multi-cluster': {
    meshConfig: { trustDomain: 'prod.example.com' },
    meshId: 'mesh1',
    network: 'network1',
    clusterName: 'cluster1',
    istiod: { env: { AMBIENT_ENABLE_MULTI_NETWORK: 'true' } },
  },
  'dual-stack': {
    istiod: {
      ipFamilyPolicy: 'RequireDualStack',
      ipFamilies: ['IPv4', 'IPv6'],
      env: { ISTIO_DUAL_STACK: 'true' },
    },
    meshConfig: { defaultConfig: { proxyMetadata: { ISTIO_DUAL_STACK: 'true' } } },
  },
  'network-policies': { networkPolicies: true, nativeNftables: true },
  'cni-options': {
    cni: {
      excludeNamespaces: ['kube-system', 'istio-system'],
      dnsCapture: false,
      ipv6: false,
      reconcileIptablesOnStartup: false,
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
      resourceQuotas: true,
      resourceQuotaPods: 100,
      rollingUpdate: { maxUnavailable: 3 },
      podAnnotations: { 'example.com/team': 'platform' },
    },
    ztunnel: { resourceQuotas: true, resourceQuotaPods: 100 },
  },
  scheduling: {
    istiod: {
      nodeSelector: { 'node-role.example.com/infra': '' },
      tolerations: [{ key: 'infra', operator: 'Exists', effect: 'NoSchedule' }],
      podLabels: team,
      podAnnotations: { 'example.com/team': 'mesh' },
      deploymentAnnotations: { 'example.com/owner': 'mesh' },
      deploymentLabels: { tier: 'control' },
      serviceAnnotations: { 'example.com/exposed': 'false' },
      serviceAccountAnnotations: { 'example.com/role': 'istiod' },
      env: { PILOT_ENABLE_STATUS: 'true', PILOT_PUSH_THROTTLE: '200' },
      extraContainerArgs: ['--keepaliveInterval', '20s'],
      keepaliveMaxServerConnectionAge: '1h',
    },
    cni: { env: { EXAMPLE_FLAG: 'on' }, podLabels: team, daemonSetLabels: { tier: 'node' } },
    ztunnel: {
      env: { L7_ENABLED: 'true' },
      labels: { tier: 'node' },
      annotations: { 'example.com/owner': 'mesh' },
      podLabels: team,
      podAnnotations: { 'example.com/team': 'mesh' },
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      terminationGracePeriodSeconds: 60,
      rollingUpdate: { maxSurge: 2, maxUnavailable: 0 },
    },
  },
  'gateway-class-defaults': {
    gatewayClasses: {
      istio: { service: { spec: { type: 'ClusterIP' } }, deployment: { spec: { replicas: 2 } } },
      'istio-waypoint': { horizontalPodAutoscaler: { spec: { minReplicas: 2, maxReplicas: 5 } } },
    },
  },
  'node-untaint': { istiod: { taintEnabled: true } },
};
