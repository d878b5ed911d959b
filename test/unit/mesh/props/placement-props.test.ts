import type { EnablementSelector } from '../../../../lib/mesh/spec/cni';
import type { DefaultProviders, ProxyConfig, ServiceScopeConfig } from '../../../../lib/mesh/spec/mesh-config';
import type {
  Affinity,
  LabelRequirement,
  LabelSelector,
  NodeAffinity,
  NodeRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
  TopologySpreadConstraint,
} from '../../../../lib/mesh/spec/pod';
import { meshPart } from '../../../support/mesh-props';
import { showProps } from '../../../support/show-props';

const POD = 'lib/mesh/spec/pod.ts';
const CONFIG = 'lib/mesh/spec/mesh-config.ts';
const ISTIOD: LabelSelector = { matchLabels: { app: 'istiod' } };
const TERM: PodAffinityTerm = { topologyKey: 'kubernetes.io/hostname' };
const NODES: NodeSelectorTerm = { matchExpressions: [{ key: 'pool', operator: 'In', values: ['mesh'] }] };

const affinity = (of: Affinity) => ({ istiod: { affinity: of } });

showProps<LabelRequirement>('LabelRequirement', {
  file: POD,
  base: { key: 'env', operator: 'In', values: ['prod'] },
  makes: meshPart(one => ({ meshConfig: { discoverySelectors: [{ matchExpressions: [one] }] } })),
  examples: { key: { key: 'tier' }, operator: { operator: 'NotIn' }, values: { values: ['test'] } },
});

showProps<LabelSelector>('LabelSelector', {
  file: POD,
  base: {},
  makes: meshPart(selector => ({ meshConfig: { discoverySelectors: [selector] } })),
  examples: {
    matchLabels: { matchLabels: { env: 'prod' } },
    matchExpressions: { matchExpressions: [{ key: 'env', operator: 'Exists' }] },
  },
});

showProps<TopologySpreadConstraint>('TopologySpreadConstraint', {
  file: POD,
  base: { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' },
  makes: meshPart(constraint => ({ istiod: { topologySpreadConstraints: [constraint] } })),
  examples: {
    maxSkew: { maxSkew: 2 },
    topologyKey: { topologyKey: 'topology.kubernetes.io/zone' },
    whenUnsatisfiable: { whenUnsatisfiable: 'ScheduleAnyway' },
    labelSelector: { labelSelector: ISTIOD },
    matchLabelKeys: { matchLabelKeys: ['pod-template-hash'] },
    minDomains: { minDomains: 2 },
    nodeAffinityPolicy: { nodeAffinityPolicy: 'Ignore' },
    nodeTaintsPolicy: { nodeTaintsPolicy: 'Honor' },
  },
});

showProps<Affinity>('Affinity', {
  file: POD,
  base: {},
  makes: meshPart(affinity),
  examples: {
    nodeAffinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [NODES] } } },
    podAffinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [TERM] } },
    podAntiAffinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [TERM] } },
  },
});

const preferred = { weight: 1, podAffinityTerm: TERM };

showProps<PodAffinity>('PodAffinity', {
  file: POD,
  base: {},
  makes: meshPart(podAffinity => affinity({ podAffinity })),
  examples: {
    requiredDuringSchedulingIgnoredDuringExecution: { requiredDuringSchedulingIgnoredDuringExecution: [TERM] },
    preferredDuringSchedulingIgnoredDuringExecution: { preferredDuringSchedulingIgnoredDuringExecution: [preferred] },
    'preferredDuringSchedulingIgnoredDuringExecution.weight': {
      preferredDuringSchedulingIgnoredDuringExecution: [{ ...preferred, weight: 50 }],
    },
    'preferredDuringSchedulingIgnoredDuringExecution.podAffinityTerm': {
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: { topologyKey: 'zone' } }],
    },
  },
});

showProps<PodAffinityTerm>('PodAffinityTerm', {
  file: POD,
  base: TERM,
  makes: meshPart(term => affinity({ podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } })),
  examples: {
    topologyKey: { topologyKey: 'topology.kubernetes.io/zone' },
    labelSelector: { labelSelector: ISTIOD },
    namespaces: { namespaces: ['istio-system'] },
    namespaceSelector: { namespaceSelector: { matchLabels: { env: 'prod' } } },
  },
});

const liked = { weight: 1, preference: NODES };

showProps<NodeAffinity>('NodeAffinity', {
  file: POD,
  base: {},
  makes: meshPart(nodeAffinity => affinity({ nodeAffinity })),
  examples: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [NODES] },
    },
    'requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms': [
      { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [NODES] } },
      { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [NODES, { matchExpressions: [] }] } },
    ],
    preferredDuringSchedulingIgnoredDuringExecution: { preferredDuringSchedulingIgnoredDuringExecution: [liked] },
    'preferredDuringSchedulingIgnoredDuringExecution.weight': {
      preferredDuringSchedulingIgnoredDuringExecution: [{ ...liked, weight: 50 }],
    },
    'preferredDuringSchedulingIgnoredDuringExecution.preference': {
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchFields: [] } }],
    },
  },
});

const onNodes = (term: NodeSelectorTerm) =>
  affinity({ nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } } });

showProps<NodeSelectorTerm>('NodeSelectorTerm', {
  file: POD,
  base: {},
  makes: meshPart(onNodes),
  examples: {
    matchExpressions: NODES,
    matchFields: { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] },
  },
});

showProps<NodeRequirement>('NodeRequirement', {
  file: POD,
  base: { key: 'pool', operator: 'In', values: ['1'] },
  makes: meshPart(one => onNodes({ matchExpressions: [one] })),
  examples: { key: { key: 'zone' }, operator: { operator: 'Gt' }, values: { values: ['2'] } },
});

showProps<EnablementSelector>('EnablementSelector', {
  file: 'lib/mesh/spec/cni.ts',
  base: {},
  makes: meshPart(selector => ({ cni: { enablementSelectors: [selector] } })),
  examples: { podSelector: { podSelector: ISTIOD }, namespaceSelector: { namespaceSelector: ISTIOD } },
});

showProps<ServiceScopeConfig>('ServiceScopeConfig', {
  file: CONFIG,
  base: { scope: 'GLOBAL' },
  makes: meshPart(scope => ({ meshConfig: { serviceScopeConfigs: [scope] } })),
  examples: {
    scope: { scope: 'LOCAL' },
    servicesSelector: { servicesSelector: { matchLabels: { shared: 'yes' } } },
    namespaceSelector: { namespaceSelector: { matchLabels: { shared: 'yes' } } },
  },
});

showProps<DefaultProviders>('DefaultProviders', {
  file: CONFIG,
  base: {},
  makes: meshPart(defaultProviders => ({ meshConfig: { defaultProviders } })),
  examples: {
    metrics: { metrics: ['prometheus'] },
    tracing: { tracing: ['otel'] },
    accessLogging: { accessLogging: ['envoy'] },
  },
});

showProps<ProxyConfig>('ProxyConfig', {
  file: CONFIG,
  base: {},
  makes: meshPart(defaultConfig => ({ meshConfig: { defaultConfig } })),
  examples: {
    proxyMetadata: { proxyMetadata: { EXIT_ON_ZERO_ACTIVE_CONNECTIONS: 'true' } },
    tracing: { tracing: { sampling: 10 } },
    concurrency: { concurrency: 2 },
    drainDuration: { drainDuration: '30s' },
    terminationDrainDuration: { terminationDrainDuration: '10s' },
  },
});
