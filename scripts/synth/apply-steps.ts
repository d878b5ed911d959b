import type { KubeObject } from '../../lib/core/object-index';
import type { NeededCertificate } from '../../lib/gateway/certificate';
import { toCrdSources } from '../../lib/mesh/crd-sources';
import type { DefinitionsLeft } from '../../lib/mesh/delivery/definitions';
import type { ResolvedMesh } from '../../lib/mesh/spec';
import type { IstioVersion } from '../../lib/mesh/versions';
import { ADD_ONS } from '../bootstrap/add-ons/registry';
import { setsNeeded } from '../bootstrap/crds/needed';

/** What was written, and what is known of it. */
export interface Written {
  readonly system: {
    readonly enabled: boolean;
    readonly mesh: ResolvedMesh;
    readonly definitionsLeft: DefinitionsLeft;
    readonly neededCertificates: readonly NeededCertificate[];
  };
  readonly objects: readonly KubeObject[];
  readonly outdir: string;
  /** The file that holds the definitions of custom resources, where they were written too. */
  readonly definitions?: string;
}

const OLM_GROUP = 'operators.coreos.com/';

/** Lines that tell what the cluster has to have first, and how to apply what was written. */
export function toApplySteps(written: Written): string[] {
  return [...toNeeds(written), ...toCommands(written)];
}

function toNeeds({ system, objects }: Written): string[] {
  const addOns = ADD_ONS.filter(({ isNeeded }) => isNeeded(objects)).map(({ name, version }) => `${name} ${version}`);
  const secrets = system.neededCertificates.map(({ namespace, secretName }) => `Secret ${namespace}/${secretName}`);
  const subscribes = objects.some(
    ({ apiVersion, kind }) => kind === 'Subscription' && apiVersion.startsWith(OLM_GROUP),
  );
  const needs = [...(subscribes ? ['Operator Lifecycle Manager'] : []), ...addOns, ...secrets];
  return needs.length === 0
    ? []
    : ['', `It needs on the cluster: ${needs.join(', ')} (npm run up installs what it can)`];
}

function toCommands(written: Written): string[] {
  const { outdir, definitions } = written;
  const first = definitions === undefined ? toSources(written) : [quoted(`${outdir}/${definitions}`)];
  const option = definitions === undefined ? '' : ' --server-side';
  return [
    '',
    `Apply it${toOrder(first.length)}:`,
    ...first.map(source => `  kubectl apply --server-side -f ${source}`),
    `  kubectl apply${option} -f ${quoted(outdir)}`,
  ];
}

/** Definitions that neither the platform nor the delivery brings, those of Gateway API in the channel that is used. */
function toSources({ system: { mesh, definitionsLeft: left }, objects }: Written): string[] {
  const version = left.row === mesh.row ? mesh.version : (left.row.latest as IstioVersion);
  const { gatewayApi, experimental, istio } = toCrdSources({ row: left.row, version });
  const isExperimental = setsNeeded(left, objects).some(set => set.endsWith('-experimental'));
  return [...(left.gatewayApi ? [isExperimental ? experimental : gatewayApi] : []), ...(left.istio ? [istio] : [])];
}

function toOrder(first: number): string {
  if (first === 0) return '';
  return `, in this order (${first === 1 ? 'the first' : `the first ${first === 2 ? 'two' : first}`} once a cluster)`;
}

/** For a shell, which takes a name with blanks in it as several. */
function quoted(path: string): string {
  return /^[\w./:@%+=,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
