import { parse } from 'yaml';
import type { Check } from '../../core/checks';
import type { ResolvedMesh } from '../spec';
import { GO_YAML } from './go-yaml';

interface Text {
  readonly prop: string;
  /** What a chart makes of the text, which stands for `{}`. Texts that are not listed it hands to a writer of YAML. */
  readonly written: string;
  readonly read: (mesh: ResolvedMesh) => string | readonly string[] | undefined;
}

type Texts = Readonly<Record<string, Text['read']>>;

const textsOf = (written: string, texts: Texts): Text[] =>
  Object.entries(texts).map(([prop, read]) => ({ prop, written, read }));

/** A namespace where the charts do not quote it. */
const bareNamespace = ({ row }: ResolvedMesh, name: string) => (row.knows.quotedNamespaces ? undefined : name);

/** @see https://github.com/istio/istio/tree/master/manifests/charts */
const TEXTS: readonly Text[] = [
  ...textsOf('{}', {
    namespace: mesh => bareNamespace(mesh, mesh.namespace),
    'cni.namespace': mesh => bareNamespace(mesh, mesh.cni.namespace),
    'ztunnel.namespace': mesh => bareNamespace(mesh, mesh.ztunnel.namespace),
    revision: mesh => mesh.revision || undefined,
    revisionTags: mesh => mesh.revisionTags,
    imagePullSecrets: mesh => mesh.imagePullSecrets,
    readerServiceAccount: mesh => Object.values(mesh.readerServiceAccount ?? {}),
    clusterName: mesh => mesh.clusterName,
    clusterDomain: mesh => mesh.clusterDomain,
    caAddress: mesh => mesh.caAddress || undefined,
    trustBundleName: mesh => mesh.trustBundleName,
    tokenAudience: mesh => mesh.tokenAudience,
    'istiod.trafficDistribution': ({ istiod }) => istiod.trafficDistribution,
    'istiod.validationUrl': ({ istiod }) => istiod.validationUrl,
    'istiod.pilotCertProvider': ({ istiod }) => istiod.pilotCertProvider,
    'cni.cniBinDir': ({ cni }) => cni.cniBinDir,
    'cni.cniConfDir': ({ cni }) => cni.cniConfDir,
    'cni.cniConfFileName': ({ cni }) => cni.cniConfFileName || undefined,
    'cni.cniNetnsDir': ({ cni }) => cni.cniNetnsDir,
    'ztunnel.xdsAddress': ({ ztunnel }) => ztunnel.xdsAddress,
    'ztunnel.resourceName': ({ ztunnel }) => ztunnel.resourceName,
    'istiod.podLabels': ({ istiod }) => Object.keys(istiod.podLabels),
    'istiod.deploymentLabels': ({ istiod }) => Object.keys(istiod.deploymentLabels),
    'cni.env': ({ cni }) => Object.keys(cni.env),
  }),
  ...textsOf('--log_output_level={}', {
    logLevel: mesh => mesh.logLevel,
    'cni.logLevel': ({ cni }) => cni.logLevel,
  }),
  ...textsOf('--cniNamespace={}', { 'istiod.taintNamespace': ({ istiod }) => istiod.taintNamespace }),
  ...textsOf('"{}"', {
    meshId: mesh => mesh.meshId,
    clusterName: mesh => mesh.clusterName,
    'istiod.env': ({ istiod }) => Object.values(istiod.env),
    'cni.env': ({ cni }) => Object.values(cni.env),
    'ztunnel.env': ({ ztunnel }) => Object.values(ztunnel.env),
  }),
];

/** The props with a text that the charts do not keep. */
export const findMisread = (mesh: ResolvedMesh): string[] =>
  TEXTS.filter(text => misread(mesh, text).length > 0).map(({ prop }) => prop);

const misread = (mesh: ResolvedMesh, { written, read }: Text): string[] =>
  [read(mesh) ?? []].flat().filter(text => !isReadAs(written, text));

/** Whether what the chart writes is read as the text that was meant. */
function isReadAs(written: string, text: string): boolean {
  const [before, after] = written.split('{}');
  const meant = written === '"{}"' ? text : `${before}${text}`;
  try {
    return parse(`- ${before}${text}${after}`, GO_YAML)[0] === meant;
  } catch {
    return false;
  }
}

/** What the official charts cannot be told: they paste these texts into YAML, where some of them mean something else. */
export const CHART_TEXT_CHECKS: readonly Check<ResolvedMesh>[] = TEXTS.map(text => ({
  id: 'AMB191',
  when: mesh => misread(mesh, text).length > 0,
  found: mesh =>
    `${text.prop} ${misread(mesh, text)
      .map(each => JSON.stringify(each))
      .join(', ')}`,
  expected: `a text that is still itself as ${text.written.replace('{}', 'TEXT')} in YAML: so the official charts write it`,
  cure: 'choose another text, or the delivery manifests, which quotes it',
}));
