import type { IstiodPodProps } from '../../../../lib/mesh/spec/istiod-pod';
import { type PropExample, showMeshProps } from '../../../support/mesh-props';

const istiod = (props: IstiodPodProps): PropExample => ({ props: { istiod: props } });

const NOTE = { 'example.com/note': 'value' };

const PROPS: Readonly<Record<string, PropExample>> = {
  image: istiod({ image: 'istiod' }),
  'image, with a digest': istiod({ image: `docker.io/istio/pilot@sha256:${'a'.repeat(64)}` }),
  hub: istiod({ hub: 'mirror.example.com/istio' }),
  tag: istiod({ tag: '1.31.1-patched' }),
  variant: istiod({ variant: 'debug' }),
  seccompProfile: istiod({ seccompProfile: { type: 'RuntimeDefault' } }),
  env: istiod({ env: { PILOT_PUSH_THROTTLE: '200' } }),
  'env, a trusted account of ztunnel': istiod({ env: { CA_TRUSTED_NODE_ACCOUNTS: 'mesh/ztunnel' } }),
  'env, no deployment of gateways': istiod({ env: { PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER: 'false' } }),
  'env, multi-cluster Services of another group': istiod({ env: { MCS_API_GROUP: 'net.example.com' } }),
  'env, certificates in trust bundles': istiod({ env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: 'true' } }),
  'env, FIPS': istiod({ env: { COMPLIANCE_POLICY: 'fips-140-3' } }),
  envVarFrom: istiod({ envVarFrom: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'token', key: 'value' } } }] }),
  extraContainerArgs: istiod({ extraContainerArgs: ['--keepaliveInterval', '20s'] }),
  keepaliveMaxServerConnectionAge: istiod({ keepaliveMaxServerConnectionAge: '1h' }),
  volumes: istiod({ volumes: [{ name: 'extra', emptyDir: { sizeLimit: '1Mi' } }] }),
  volumeMounts: istiod({ volumeMounts: [{ name: 'extra', mountPath: '/extra' }] }),
  initContainers: istiod({ initContainers: [{ name: 'wait', image: 'docker.io/library/busybox:1.37' }] }),
  terminationMessagePolicy: istiod({ terminationMessagePolicy: 'FallbackToLogsOnError' }),
  podLabels: istiod({ podLabels: { team: 'mesh' } }),
  podAnnotations: istiod({ podAnnotations: NOTE }),
  deploymentLabels: istiod({ deploymentLabels: { team: 'mesh' } }),
  deploymentAnnotations: istiod({ deploymentAnnotations: NOTE }),
  serviceAnnotations: istiod({ serviceAnnotations: NOTE }),
  serviceAccountAnnotations: istiod({ serviceAccountAnnotations: NOTE }),
  ipFamilyPolicy: istiod({ ipFamilyPolicy: 'PreferDualStack' }),
  ipFamilies: istiod({ ipFamilies: ['IPv6'] }),
  trafficDistribution: istiod({ trafficDistribution: 'PreferClose' }),
};

showMeshProps('IstiodPodProps', PROPS, { file: 'lib/mesh/spec/istiod-pod.ts' });
