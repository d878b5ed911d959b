import type { AmbientMeshProps } from './spec';
import type { GatewayClassDefaults } from './spec/proxy';
import { mergedOver } from './spec/with-defaults';

/**
 * The least that works, for a cluster on one machine: one istiod, small requests, no metrics.
 *
 * @see https://istio.io/latest/docs/ambient/install/platform-prerequisites/
 */
export const laptop: AmbientMeshProps = {
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
};

/** For a shared cluster on which people try things: one istiod, every request logged and traced, objects analyzed. */
export const development: AmbientMeshProps = {
  meshConfig: { accessLogFile: '/dev/stdout', enableTracing: true },
  istiod: {
    autoscaleEnabled: false,
    replicaCount: 1,
    resources: { requests: { cpu: '200m', memory: '512Mi' } },
    traceSampling: 100,
    enableAnalysis: true,
  },
  ztunnel: { resources: { requests: { cpu: '100m', memory: '128Mi' } } },
};

/** Pods of one workload on nodes and zones of their own, as far as there are any. */
const spreadOver = (matchLabels: Readonly<Record<string, string>>) =>
  (['topology.kubernetes.io/zone', 'kubernetes.io/hostname'] as const).map(topologyKey => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway' as const,
    labelSelector: { matchLabels },
  }));

/** Two to five pods; a budget in terms of what a drain may take never blocks one, however few there are. */
const REPEATED: GatewayClassDefaults = {
  horizontalPodAutoscaler: { spec: { minReplicas: 2, maxReplicas: 5 } },
  podDisruptionBudget: { spec: { maxUnavailable: 1 } },
};

const gatewaySpread = spreadOver({ 'gateway.istio.io/managed': 'istio.io-gateway-controller' });

/**
 * Two or more of everything that can be, apart from each other, behind budgets that let nodes drain; limits,
 * NetworkPolicies (from 1.29 on) and seccomp profiles wherever the charts have them. istio-cni and ztunnel are one on
 * each node.
 *
 * Gateways of the class `istio` and waypoints are scaled by CPU. A Gateway's own `autoscaling` lies over that; its own
 * `replicas` are then only where it starts. Gateways of another class take what `gatewayClasses` says of that.
 */
export const production: AmbientMeshProps = {
  networkPolicies: true,
  istiod: {
    autoscaleMin: 2,
    autoscaleMax: 5,
    pdbMinAvailable: 1,
    resources: { requests: { cpu: '500m', memory: '2048Mi' }, limits: { cpu: '2', memory: '4Gi' } },
    seccompProfile: { type: 'RuntimeDefault' },
    topologySpreadConstraints: spreadOver({ app: 'istiod' }),
  },
  cni: {
    resources: { requests: { cpu: '100m', memory: '100Mi' }, limits: { cpu: '1', memory: '512Mi' } },
    seccompProfile: { type: 'RuntimeDefault' },
  },
  ztunnel: { resources: { requests: { cpu: '200m', memory: '512Mi' }, limits: { cpu: '2', memory: '1Gi' } } },
  proxy: { resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '2', memory: '1Gi' } } },
  gateways: { seccompProfile: { type: 'RuntimeDefault' } },
  waypoint: { topologySpreadConstraints: spreadOver({ 'gateway.istio.io/managed': 'istio.io-mesh-controller' }) },
  gatewayClasses: {
    istio: {
      ...REPEATED,
      deployment: { spec: { template: { spec: { topologySpreadConstraints: gatewaySpread } } } },
    },
    'istio-waypoint': REPEATED,
  },
};

/** The presets by name, as the environment gives them. */
export type PresetName = 'laptop' | 'development' | 'production';

/** Every preset by its name. */
export const PRESETS: Readonly<Record<PresetName, AmbientMeshProps>> = { laptop, development, production };

/** Props over a preset: maps are merged at every depth, lists replaced, and null takes away what the preset sets. */
export const withPreset = (preset: AmbientMeshProps, props: AmbientMeshProps): AmbientMeshProps =>
  mergedOver({ ...preset } as Readonly<Record<string, unknown>>, { ...props } as Readonly<Record<string, unknown>>);
