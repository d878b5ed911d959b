import { Yaml } from 'cdk8s';
import { FLUX_STAGES, type FluxStagesProps, toFluxStages, toKustomization } from '../../lib/stacks/kustomization';

/** A synthesized file: its name, and what is in it. */
export interface SynthesizedFile {
  readonly name: string;
  readonly text: string;
}

/** The first line of everything that is written here. */
export const MARK = '# Written by npm run kustomize from what was synthesized; run it again after npm run synth.';

const toText = (documents: readonly object[]) =>
  `${MARK}\n${documents.map(each => Yaml.stringify(each)).join('---\n')}`;

/**
 * The files by which kustomize and Flux apply a synthesized folder, by their paths beside it.
 * @param folder the synthesized folder's name
 * @param files in apply order
 */
export function toKustomizeFiles(
  folder: string,
  files: readonly SynthesizedFile[],
  options: FluxStagesProps = {},
): Readonly<Record<string, string>> {
  const all = files.map(({ name }) => `${folder}/${name}`);
  const whole = { 'kustomization.yaml': toText([toKustomization(all)]) };
  const last = files.map(({ text }) => /^kind: HelmRelease$/m.test(text)).lastIndexOf(true);
  if (last < 0) return whole;

  const stages = [all.slice(0, last + 1), all.slice(last + 1)];
  const isWithin = files.some(({ text }) => /^apiVersion: kustomize\.toolkit\.fluxcd\.io\//m.test(text));
  const within = isWithin ? ['gateway-api'] : [];
  return {
    ...whole,
    ...Object.fromEntries(
      FLUX_STAGES.map((stage, index) => [
        `flux/${stage}/kustomization.yaml`,
        toText([toKustomization(stages[index].map(file => `../../${file}`))]),
      ]),
    ),
    'flux.yaml': toText(toFluxStages({ ...options, within })),
  };
}
