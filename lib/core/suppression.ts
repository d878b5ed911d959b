import type { IConstruct } from 'constructs';
import { type Finding, isWithin, toFinding } from './findings';
import type { ObjectIndex } from './object-index';

/** An annotation of an object: this, followed by an id, says why its finding of that id is let be. */
export const SUPPRESS_ANNOTATION = 'suppress.cdk8s-istio-ambient/';

const METADATA_TYPE = 'cdk8s-istio-ambient:suppress';

/**
 * Lets the findings of one id be, of a construct and of all below it; nothing of it gets into the manifests.
 *
 * It is a finding itself if there is nothing to suppress, if it has no reason, and if what the id finds is certain to
 * fail on any cluster.
 * @param id `AMB` and three digits
 * @param reason for whoever reads the code after you
 */
export function suppress(construct: IConstruct, id: string, reason: string): void {
  construct.node.addMetadata(METADATA_TYPE, { id: id ?? '', reason: reason ?? '' });
}

/** Findings of one id that somebody lets be. */
export interface Suppression {
  readonly id: string;
  readonly reason: string;
  /** Path of the construct, or place of the object, that says so. */
  readonly path: string;
  /** Whether it holds for the finding at a path. */
  readonly covers: (path: string) => boolean;
}

/** What constructs say, each for all below it. */
export function suppressionsOf(constructs: readonly IConstruct[]): Suppression[] {
  return constructs.flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === METADATA_TYPE)
      .map(({ data }) => ({ ...data, path: node.path, covers: path => isWithin(path, node.path) })),
  );
}

/** The id of the child that a construct consists of. */
const PRIMARY = '/Resource';

/** What annotations say, each for its object and for the construct that the object is the whole of. */
export function annotatedSuppressions(index: ObjectIndex): Suppression[] {
  return index.all.flatMap(({ object: { metadata }, path }) => {
    const annotations = Object.entries(metadata?.annotations ?? {});
    return annotations
      .filter(([key]) => key.startsWith(SUPPRESS_ANNOTATION))
      .map(([key, reason]) => ({
        id: key.slice(SUPPRESS_ANNOTATION.length),
        reason: typeof reason === 'string' ? reason : '',
        path,
        covers: (other: string) => other === path || `${other}${PRIMARY}` === path,
      }));
  });
}

/** A finding that is let be, and why. */
export interface Suppressed {
  readonly finding: Finding;
  readonly reason: string;
}

/** Findings, after what is let be was taken out. */
export interface Judged {
  /** What is left, with the faults of the suppressions themselves. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
}

/**
 * Takes out what is suppressed.
 * @param isFinal whether the findings of an id cannot be suppressed
 * @param isLookedFor whether this run can have findings of an id at all
 * @param correct what to name in the place of what is no id; undefined of an id
 */
export function applySuppressions(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  isFinal: (id: string) => boolean,
  isLookedFor: (id: string) => boolean = () => true,
  correct: (id: string) => string | undefined = id => (ID.test(id) ? undefined : 'name the id'),
): Judged {
  if (suppressions.length === 0) return { findings, suppressed: [] };
  const sound = suppressions.filter(({ id, reason }) => reason.trim() !== '' && !isFinal(id));
  const suppressed: Suppressed[] = [];
  const left: Finding[] = [];
  const used = new Set<Suppression>();
  for (const finding of findings) {
    const covering = sound.filter(({ id, covers }) => id === finding.id && covers(finding.path));
    for (const suppression of covering) used.add(suppression);
    if (covering[0] === undefined) left.push(finding);
    else suppressed.push({ finding, reason: covering[0].reason });
  }
  const faults = suppressions.flatMap(each =>
    isFinal(each.id) || each.reason.trim() === ''
      ? [unsound(each, isFinal)]
      : used.has(each) || !isLookedFor(each.id)
        ? []
        : [unused(each, correct(each.id))],
  );
  return { findings: [...left, ...faults], suppressed };
}

const ID = /^AMB\d{3}$/;

function unsound({ id, path }: Suppression, isFinal: (id: string) => boolean): Finding {
  if (isFinal(id))
    return toFinding('AMB012', 'error', {
      path,
      found: `a suppression of ${id} here`,
      expected: 'no suppression of what is certain to fail',
      cure: 'take it out, and cure the finding',
    });
  return toFinding('AMB011', 'error', {
    path,
    found: `a suppression of ${id} without a reason`,
    expected: 'a reason',
    cure: 'say why the finding is no fault here',
  });
}

function unused({ id, path }: Suppression, correction: string | undefined): Finding {
  const found = `a suppression of ${id}`;
  if (correction === undefined)
    return toFinding('AMB010', 'warning', {
      path,
      found: `${found} that suppresses nothing`,
      expected: 'a finding of that id here',
      cure: 'take it out',
    });
  const expected = 'an id, AMB and three digits';
  return toFinding('AMB010', 'warning', { path, found: `${found}, which is no id`, expected, cure: correction });
}
