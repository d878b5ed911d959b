import type { Check } from '../../core/checks';
import type { ResolvedMesh } from '../spec';

type Texts = (mesh: ResolvedMesh) => string | readonly string[] | undefined;

/** Props whose text cannot be empty. The charts take an empty one as if it were not there, most of them. */
const TEXTS: Readonly<Record<string, Texts>> = {
  tag: mesh => mesh.tag,
  imagePullSecrets: mesh => mesh.imagePullSecrets,
  readerServiceAccount: mesh => Object.values(mesh.readerServiceAccount ?? {}),
  clusterName: mesh => mesh.clusterName,
  clusterDomain: mesh => mesh.clusterDomain,
  trustBundleName: mesh => mesh.trustBundleName,
  tokenAudience: mesh => mesh.tokenAudience,
  'istiod.tag': ({ istiod }) => istiod.tag,
  'istiod.variant': ({ istiod }) => istiod.variant,
  'istiod.priorityClassName': ({ istiod }) => istiod.priorityClassName,
  'istiod.trafficDistribution': ({ istiod }) => istiod.trafficDistribution,
  'istiod.validationUrl': ({ istiod }) => istiod.validationUrl,
  'istiod.validationCABundle': ({ istiod }) => istiod.validationCABundle,
  'istiod.jwksResolverExtraRootCA': ({ istiod }) => istiod.jwksResolverExtraRootCA,
  'istiod.crlConfigMapName': ({ istiod }) => istiod.crlConfigMapName,
  'istiod.env.MCS_API_GROUP': ({ istiod }) => istiod.env.MCS_API_GROUP,
  'istiod.env.CA_TRUSTED_NODE_ACCOUNTS': ({ istiod }) => istiod.env.CA_TRUSTED_NODE_ACCOUNTS,
  'cni.tag': ({ cni }) => cni.tag,
  'cni.variant': ({ cni }) => cni.variant,
  'cni.logLevel': ({ cni }) => cni.logLevel,
  'cni.cniBinDir': ({ cni }) => cni.cniBinDir,
  'cni.cniConfDir': ({ cni }) => cni.cniConfDir,
  'cni.cniNetnsDir': ({ cni }) => cni.cniNetnsDir,
  'ztunnel.tag': ({ ztunnel }) => ztunnel.tag,
  'ztunnel.xdsAddress': ({ ztunnel }) => ztunnel.xdsAddress,
  'ztunnel.resourceName': ({ ztunnel }) => ztunnel.resourceName,
};

/** Whether every text says something. */
export const TEXT_CHECKS: readonly Check<ResolvedMesh>[] = Object.entries(TEXTS).map(([prop, read]) => ({
  id: 'AMB125',
  when: mesh => [read(mesh)].flat().includes(''),
  found: () => `${prop} ""`,
  expected: 'a text',
  cure: 'leave it out for the default, or write it',
}));
