import type { KubeObject } from '../../../lib/core/object-index';
import { GATEWAY_API } from '../plan/gateways';
import { error, type Problem, warning } from '../problems';
import type { Present } from './present';
import { compareVersions } from './versions';

/** Who keeps the definitions of Gateway API on a cluster; absent where nobody does. */
export type PlatformOwner = 'OpenShift' | 'GKE' | undefined;

export interface JudgeOptions {
  readonly present: ReadonlyMap<string, Present>;
  readonly owner: PlatformOwner;
  /** Whether an older definition of somebody else is replaced. */
  readonly upgrade: boolean;
}

/** What becomes of the definitions that a topology needs. */
export interface Judgement {
  readonly apply: readonly KubeObject[];
  /** Names and reasons of those that stay as they are. */
  readonly left: readonly string[];
  readonly problems: readonly Problem[];
}

type Verdict = { readonly apply: true } | { readonly left: string } | { readonly problem: Problem };

const APPLY: Verdict = { apply: true };

/** What the platform's owner is asked to do where it has not installed its definitions. */
const PLATFORM_CURES: Readonly<Record<'OpenShift' | 'GKE', string>> = {
  OpenShift:
    'create a GatewayClass with controller openshift.io/gateway-controller/v1, which makes OpenShift install them',
  GKE: 'run gcloud container clusters update CLUSTER --gateway-api=standard',
};

/** Decides about every object of the published files: to be applied, to be left alone, or in the way. */
export function judgeDefinitions(objects: readonly KubeObject[], options: JudgeOptions): Judgement {
  const verdicts = objects.map(object => ({ object, verdict: judge(object, objects, options) }));
  return {
    apply: verdicts.flatMap(({ object, verdict }) => ('apply' in verdict ? [object] : [])),
    left: [...new Set(verdicts.flatMap(({ verdict }) => ('left' in verdict ? [verdict.left] : [])))],
    problems: unique(verdicts.flatMap(({ verdict }) => ('problem' in verdict ? [verdict.problem] : []))),
  };
}

function judge(object: KubeObject, all: readonly KubeObject[], options: JudgeOptions): Verdict {
  const isGatewayApi = object.metadata.annotations?.[`${GATEWAY_API}/bundle-version`] !== undefined;
  if (object.kind !== 'CustomResourceDefinition') return judgeGuard(object, all, options);
  const found = options.present.get(object.metadata.name);
  if (isGatewayApi && options.owner !== undefined) return judgePlatform(object, found, options.owner);
  if (found === undefined) return APPLY;
  return isGatewayApi ? judgeBundle(object, found, options.upgrade) : judgeServed(object, found, options.upgrade);
}

/** The policy against older bundles comes with the definitions, or not at all. */
function judgeGuard(object: KubeObject, all: readonly KubeObject[], options: JudgeOptions): Verdict {
  const bundle = all.filter(({ kind, spec }) => kind === 'CustomResourceDefinition' && spec.group === GATEWAY_API);
  const foreign = bundle.some(({ metadata }) => options.present.get(metadata.name)?.ours === false);
  if (options.owner === undefined && !foreign) return APPLY;
  return { left: `${object.kind} ${object.metadata.name}: belongs to the definitions of Gateway API, which stay` };
}

function judgePlatform(object: KubeObject, found: Present | undefined, owner: 'OpenShift' | 'GKE'): Verdict {
  if (found !== undefined) return { left: `Gateway API ${found.bundle}: ${owner} keeps it` };
  // kinds that the platform's release does not have are missed by the pairing check, where they matter
  if (!CORE_KINDS.includes(object.spec.names.kind)) return { left: `${object.spec.names.kind}: left to ${owner}` };
  const what = `Gateway API is not installed, and on ${owner} it is the platform that installs it`;
  return { problem: error('AMB920', what, PLATFORM_CURES[owner]) };
}

const CORE_KINDS = ['GatewayClass', 'Gateway', 'HTTPRoute'];

function judgeBundle(object: KubeObject, found: Present, upgrade: boolean): Verdict {
  const wanted = (object.metadata.annotations?.[`${GATEWAY_API}/bundle-version`] ?? '').replace(/^v/, '');
  if (found.bundle === '') return { left: `${found.name}: no release of Gateway API says it is its own` };
  const order = compareVersions(found.bundle, wanted);
  if (order > 0) return { left: `Gateway API ${found.bundle}: newer than ${wanted}` };
  if (found.ours) return APPLY;
  if (order === 0) return { left: `Gateway API ${found.bundle}: there already` };
  if (upgrade) return APPLY;
  const cure = `let whoever installed them bring ${wanted}, or run up with --upgrade-crds to replace them`;
  return { problem: error('AMB921', `Gateway API ${found.bundle} is installed, and ${wanted} is needed`, cure) };
}

/** Istio's definitions carry no version: they will do if they serve what ours serve. */
function judgeServed(object: KubeObject, found: Present, upgrade: boolean): Verdict {
  if (found.ours || upgrade) return APPLY;
  const wanted = (object.spec.versions as { name: string; served: boolean }[]).filter(({ served }) => served);
  const missing = wanted.map(({ name }) => name).filter(name => !found.served.includes(name));
  if (missing.length === 0) return { left: `${object.spec.group}: there already` };
  const what = `${found.name} is installed without ${missing.join(', ')}`;
  return {
    problem: warning('AMB921', what, 'let whoever installed it bring a newer one, or run up with --upgrade-crds'),
  };
}

function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map(problem => [problem.what, problem])).values()];
}
