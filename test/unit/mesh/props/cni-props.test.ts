import type { CniProps } from '../../../../lib/mesh/spec/cni';
import { type PropExample, showMeshProps } from '../../../support/mesh-props';

const cni = (props: CniProps, over: CniProps = {}): PropExample => ({
  props: { cni: { ...over, ...props } },
  over: { cni: over },
});

const PROPS: Readonly<Record<string, PropExample>> = {
  namespace: cni({ namespace: 'kube-system' }),
  image: cni({ image: 'agent' }),
  hub: cni({ hub: 'mirror.example.com/istio' }),
  tag: cni({ tag: '1.30.5' }),
  variant: cni({ variant: 'debug' }),
  pullPolicy: cni({ pullPolicy: 'Always' }),
  logLevel: cni({ logLevel: 'debug' }),
  cniBinDir: cni({ cniBinDir: '/cni/bin' }),
  cniConfDir: cni({ cniConfDir: '/cni/conf' }),
  cniConfFileName: cni({ cniConfFileName: '10-calico.conflist' }),
  cniNetnsDir: cni({ cniNetnsDir: '/run/netns' }),
  istioOwnedCNIConfig: cni({ istioOwnedCNIConfig: true }),
  istioOwnedCNIConfigFileName: cni({ istioOwnedCNIConfigFileName: '01-istio.conflist' }, { istioOwnedCNIConfig: true }),
  chained: cni({ chained: false }),
  provider: cni({ provider: 'multus' }),
  excludeNamespaces: cni({ excludeNamespaces: ['kube-system', 'storage'] }),
  enablementSelectors: cni({ enablementSelectors: [{ podSelector: { matchLabels: { mesh: 'on' } } }] }),
  dnsCapture: cni({ dnsCapture: false }),
  ipv6: cni({ ipv6: false }),
  reconcileIptablesOnStartup: cni({ reconcileIptablesOnStartup: false }),
  shareHostNetworkNamespace: cni({ shareHostNetworkNamespace: true }),
  enableAmbientDetectionRetry: cni({ enableAmbientDetectionRetry: true }),
  resources: cni({ resources: { limits: { memory: '256Mi' } } }),
  resourceQuotas: cni({ resourceQuotas: true }),
  resourceQuotaPods: cni({ resourceQuotaPods: 100 }, { resourceQuotas: true }),
  rollingUpdate: cni({ rollingUpdate: { maxUnavailable: '20%' } }),
  terminationGracePeriodSeconds: cni({ terminationGracePeriodSeconds: 60 }),
  affinity: cni({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'virtual', operator: 'DoesNotExist' }] }],
        },
      },
    },
  }),
  tolerations: cni({ tolerations: [{ key: 'infra', operator: 'Exists' }] }),
  podLabels: cni({ podLabels: { team: 'mesh' } }),
  podAnnotations: cni({ podAnnotations: { 'example.com/team': 'mesh' } }),
  daemonSetLabels: cni({ daemonSetLabels: { tier: 'node' } }),
  env: cni({ env: { EXAMPLE_FLAG: 'on' } }),
  seccompProfile: cni({ seccompProfile: { type: 'RuntimeDefault' } }),
  seLinuxOptions: cni({ seLinuxOptions: { level: 's0' } }),
  useAppArmorAnnotation: cni({ useAppArmorAnnotation: false }),
};

showMeshProps('CniProps', PROPS);
