import type { ZtunnelProps } from '../../../../lib/mesh/spec/ztunnel';
import { type PropExample, showMeshProps } from '../../../support/mesh-props';

const ztunnel = (props: ZtunnelProps, over: ZtunnelProps = {}): PropExample => ({
  props: { ztunnel: { ...over, ...props } },
  over: { ztunnel: over },
});

const PROPS: Readonly<Record<string, PropExample>> = {
  namespace: ztunnel({ namespace: 'ztunnel' }),
  resourceName: ztunnel({ resourceName: 'ztunnel-blue' }),
  image: ztunnel({ image: `docker.io/istio/ztunnel@sha256:${'b'.repeat(64)}` }),
  hub: ztunnel({ hub: 'mirror.example.com/istio' }),
  tag: ztunnel({ tag: '1.30.5' }),
  variant: ztunnel({ variant: 'debug' }),
  imagePullPolicy: ztunnel({ imagePullPolicy: 'Always' }),
  logLevel: ztunnel({ logLevel: 'debug' }),
  logAsJson: ztunnel({ logAsJson: true }),
  xdsAddress: ztunnel({ xdsAddress: 'istiod.example.com:15012' }),
  resources: ztunnel({ resources: { requests: { memory: null }, limits: { cpu: '2' } } }),
  resourceQuotas: ztunnel({ resourceQuotas: true }),
  resourceQuotaPods: ztunnel({ resourceQuotaPods: 100 }, { resourceQuotas: true }),
  rollingUpdate: ztunnel({ rollingUpdate: { maxSurge: 0, maxUnavailable: '10%' } }),
  terminationGracePeriodSeconds: ztunnel({ terminationGracePeriodSeconds: 300 }),
  nodeSelector: ztunnel({ nodeSelector: { pool: 'mesh' } }),
  affinity: ztunnel({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'virtual', operator: 'DoesNotExist' }] }],
        },
      },
    },
  }),
  tolerations: ztunnel({ tolerations: [] }),
  labels: ztunnel({ labels: { tier: 'node' } }),
  annotations: ztunnel({ annotations: { 'example.com/owner': 'mesh' } }),
  podLabels: ztunnel({ podLabels: { team: 'mesh' } }),
  podAnnotations: ztunnel({ podAnnotations: { 'example.com/team': 'mesh' } }),
  env: ztunnel({ env: { IPV6_ENABLED: 'false' } }),
  'env, certificates in trust bundles': ztunnel({ env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: 'true' } }),
  volumes: ztunnel({ volumes: [{ name: 'extra', configMap: { name: 'extra' } }] }),
  volumeMounts: ztunnel({ volumeMounts: [{ name: 'extra', mountPath: '/extra' }] }),
  peerCaCrl: ztunnel({ peerCaCrl: true }),
  seLinuxOptions: ztunnel({ seLinuxOptions: { type: 'spc_t' } }),
  dnsPolicy: ztunnel({ dnsPolicy: 'Default' }),
  dnsConfig: ztunnel({ dnsConfig: { options: [{ name: 'ndots', value: '1' }] } }),
};

showMeshProps('ZtunnelProps', PROPS);
