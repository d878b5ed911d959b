import type { Finding } from '../../../lib/core/findings';
import { FindingsError } from '../../../lib/core/findings';
import { groupOf, type KubeObject } from '../../../lib/core/object-index';
import { located } from '../../../lib/core/tracing';
import type { DefinitionsLeft } from '../../../lib/mesh/delivery/definitions';
import type { ResolvedMesh } from '../../../lib/mesh/spec';
import { App } from '../../../lib/rules/app';
import { TOPOLOGIES } from '../../../lib/topologies';
import type { Settings } from '../../../lib/topologies/settings';
import { problem } from '../problems';

/** One file of the output folder and what is in it. */
export interface PlannedFile {
  /** For example `0003-istiod.k8s.yaml`. */
  readonly file: string;
  readonly objects: readonly KubeObject[];
}

/** What a topology wants on the cluster. */
export interface Plan {
  readonly topology: string;
  /** Whether there is a mesh at all. */
  readonly enabled: boolean;
  readonly mesh: ResolvedMesh;
  /** The definitions that have to be there first. */
  readonly definitionsLeft: DefinitionsLeft;
  /** In apply order. */
  readonly files: readonly PlannedFile[];
  readonly objects: readonly KubeObject[];
  /** Findings that are no errors. */
  readonly findings: readonly Finding[];
  /** Writes the output folder as `npm run synth` does. */
  readonly write: () => void;
}

/**
 * Synthesizes a topology without writing it.
 * @param settings what the environment says of it
 * @throws FindingsError, as `npm run synth` would
 */
export async function planTopology(topology: string, outdir: string, settings?: Settings): Promise<Plan> {
  if (!Object.hasOwn(TOPOLOGIES, topology)) {
    throw problem('AMB502', `there is no topology "${topology}"`, `name one of: ${Object.keys(TOPOLOGIES).join(', ')}`);
  }
  const app = new App({ outdir });
  const build = await located(TOPOLOGIES[topology]);
  const { mesh, enabled, definitionsLeft } = await located(() => build(app, settings));
  const { files, findings } = app.synthesized();
  if (findings.some(({ level }) => level === 'error')) throw new FindingsError(findings);
  return {
    topology,
    enabled,
    mesh,
    definitionsLeft,
    files,
    objects: files.flatMap(({ objects }) => objects),
    findings,
    write: () => app.synth(),
  };
}

/** Objects of a kind, whatever its version. */
export function objectsOf(objects: readonly KubeObject[], kind: string, group = ''): KubeObject[] {
  return objects.filter(object => object.kind === kind && groupOf(object.apiVersion) === group);
}
