import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import { findMisread } from '../../lib/mesh/delivery/chart-texts';
import { FluxDelivery } from '../../lib/mesh/delivery/flux';
import { HelmDelivery } from '../../lib/mesh/delivery/helm';
import { toHelmValues } from '../../lib/mesh/delivery/helm-values';
import { SailDelivery } from '../../lib/mesh/delivery/sail';
import { SAIL_CHECKS } from '../../lib/mesh/delivery/sail-checks';
import { type AmbientMeshProps, type ResolvedMesh, resolveMesh } from '../../lib/mesh/spec';
import { CHARTS_DIR, cutDown, HELM, type Rendering, render, renderingsOf } from '../support/helm';
import { differences } from '../support/reference/differences';
import { synthMesh } from '../support/synth-mesh';
import { synthesize } from '../support/synthesize';
import { renderingsOfFlux, renderingsOfSail } from '../support/taken-out';
import { type Differences, omit } from './blame';

type Objects = Record<string, unknown>[];

/** A way from props to the objects that the official charts make of them. */
export interface Way {
  readonly name: string;
  /** What helm has to render before differences are looked for. */
  readonly renderings: (props: AmbientMeshProps) => readonly Rendering[];
  readonly differences: Differences;
  /** The props as far as this way can be told of them; undefined where it can be told nothing of such a mesh. */
  readonly toldOf: (props: AmbientMeshProps) => AmbientMeshProps | undefined;
  /** Whether random specs take this way too, or the cases alone. */
  readonly isRandom: boolean;
}

const deliver = (build: (chart: Chart) => unknown) => synthesize(build);

const ofCharts = (props: AmbientMeshProps) => renderingsOf(resolveMesh(props));
const ofFlux = (props: AmbientMeshProps) =>
  renderingsOfFlux(deliver(chart => new FluxDelivery(chart, 'Flux', { mesh: resolveMesh(props) })));
const ofSail = (props: AmbientMeshProps) =>
  renderingsOfSail(deliver(chart => new SailDelivery(chart, 'Sail', { mesh: resolveMesh(props) })));

function ofCdk8s(props: AmbientMeshProps): Objects {
  const mesh = resolveMesh(props);
  const charts = join(CHARTS_DIR, mesh.row.minor);
  return cutDown(deliver(chart => new HelmDelivery(chart, 'Helm', { mesh, charts, helmExecutable: HELM })));
}

/** In what Sail's objects differ by its own design, with the reason. */
const SAIL_EXEMPTIONS: readonly { readonly reason: string; readonly difference: RegExp }[] = [
  {
    reason: 'an IstioCNI serves all revisions, and has none of its own',
    difference: /^\S+ (\S+\/)?istio-cni\S*: metadata\.labels\.istio\.io\/rev: /,
  },
];

/** Objects that Sail leaves out: it installs the chart `base` for the default revision alone. */
const ofBase = (mesh: ResolvedMesh): string[] => {
  const base = renderingsOf(mesh).filter(({ chart }) => chart === 'base');
  return render(base).map(({ kind, metadata }) => `${kind} ${(metadata as { name: string }).name}`);
};

function sailDifferences(props: AmbientMeshProps): string[] {
  const mesh = resolveMesh(props);
  const renderings = ofSail(props);
  const withoutBase = renderings.some(({ chart }) => chart === 'base') ? [] : ofBase(mesh);
  const native = synthMesh(props).filter(
    ({ kind, metadata }) => !withoutBase.includes(`${kind} ${(metadata as { name: string }).name}`),
  );
  return differences(native, render(renderings)).filter(
    line => !SAIL_EXEMPTIONS.some(({ difference }) => difference.test(line)),
  );
}

/** What Sail refuses of a mesh, a prop a line where it is one. */
function refusedBySail(props: AmbientMeshProps): string[] {
  const mesh = resolveMesh(props);
  const input = { mesh, values: toHelmValues(mesh), updateStrategy: 'InPlace' } as const;
  const inputs = { ...input, all: [input] };
  return SAIL_CHECKS.filter(({ when }) => when(inputs))
    .flatMap(({ found }) => found(inputs).split(', '))
    .map(text => text.replace('null for ', '').split(' ')[0]);
}

function toldOfBySail(props: AmbientMeshProps): AmbientMeshProps | undefined {
  const kept = toldOfByCharts(props);
  const rest = without(kept, refusedBySail(kept));
  return refusedBySail(rest).length === 0 ? rest : undefined;
}

function without(props: AmbientMeshProps, names: readonly string[]): AmbientMeshProps {
  let rest = props;
  for (const name of names) rest = omit({ ...rest }, name.split('.'));
  return rest;
}

/** The charts are told all but texts that they do not keep. */
const toldOfByCharts = (props: AmbientMeshProps) => without(props, findMisread(resolveMesh(props)));

/** From the cheapest to the dearest. */
export const WAYS: readonly Way[] = [
  {
    name: 'the charts',
    renderings: ofCharts,
    differences: props => differences(synthMesh(props), render(ofCharts(props))),
    toldOf: toldOfByCharts,
    isRandom: true,
  },
  {
    name: 'the charts, by values out of HelmReleases',
    renderings: ofFlux,
    differences: props => differences(synthMesh(props), render(ofFlux(props))),
    toldOf: toldOfByCharts,
    isRandom: true,
  },
  {
    name: "the charts, by values out of Sail's resources",
    renderings: ofSail,
    differences: sailDifferences,
    toldOf: toldOfBySail,
    isRandom: true,
  },
  {
    name: "cdk8s's Helm",
    renderings: () => [],
    differences: props => differences(synthMesh(props), ofCdk8s(props)),
    toldOf: toldOfByCharts,
    isRandom: false,
  },
];
