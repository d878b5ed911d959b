import { PLAIN, type Style } from './style';

/** How grave it is: an `error` keeps the app from being written, `strict` makes errors of warnings. */
export type Level = 'error' | 'warning' | 'info';

/** One fault, or one remark, about what is being synthesized. */
export interface Finding {
  /** Stable id, `AMB` and three digits. */
  readonly id: string;
  /** An `error` keeps the whole app from being written. */
  readonly level: Level;
  /** Path of the construct that made it, empty for the app itself. */
  readonly path: string;
  /** The line of code that made the construct, as in `main.ts:12`. @default - not known */
  readonly line?: string;
  /** All of it in one lower-case sentence without a full stop. */
  readonly message: string;
  /** What was found. @default - only the message is known */
  readonly found?: string;
  /** What was expected in its place. @default - only the message is known */
  readonly expected?: string;
  /** What to change. @default - only the message is known */
  readonly cure?: string;
  /** What was thrown. @default - nothing */
  readonly cause?: unknown;
}

/** What a rule says about a fault; the sentence is made from it. */
export interface Fault {
  /** Path of the construct that made it. */
  readonly path: string;
  /** Completes "found …". */
  readonly found: string;
  /** Completes "expected …". */
  readonly expected: string;
  /** What to change, as an instruction. */
  readonly cure: string;
}

/** The finding that a fault makes under an id. */
export function toFinding(id: string, level: Level, { path, found, expected, cure }: Fault): Finding {
  return { id, level, path, found, expected, cure, message: `found ${found}, expected ${expected}: ${cure}` };
}

/** Whether a construct is another one, or below it; every construct is below the app, whose path is empty. */
export const isWithin = (path: string, tree: string): boolean =>
  tree === '' || path === tree || path.startsWith(`${tree}/`);

/** The finding that something thrown makes. */
export function thrownFinding(id: string, path: string, thrown: unknown, message = textOf(thrown)): Finding {
  return { id, level: 'error', path, message, cause: thrown };
}

/** What a thrown value says, without its stack. */
export function textOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Everything that keeps an app from being written; its message is the whole text. */
export class FindingsError extends Error {
  public override readonly name = 'FindingsError';

  constructor(public readonly findings: readonly Finding[]) {
    super(formatFindings(findings), { cause: findings.find(finding => finding.cause !== undefined)?.cause });
  }
}

const LEVELS: readonly Level[] = ['error', 'warning', 'info'];

/** The gravest level among findings; undefined if there are none. */
export function worst(findings: readonly Finding[]): Level | undefined {
  return LEVELS.find(level => findings.some(finding => finding.level === level));
}

/** The same findings, with warnings as errors. */
export function strictly(findings: readonly Finding[]): Finding[] {
  return findings.map(finding => (finding.level === 'warning' ? { ...finding, level: 'error' } : finding));
}

/** All findings as text: a line that counts them, then a block for each, errors first, then by construct path and id. */
export function formatFindings(findings: readonly Finding[], style: Style = PLAIN): string {
  const sorted = LEVELS.flatMap(level =>
    findings
      .filter(finding => finding.level === level)
      .sort((a, b) => compare(a.path, b.path) || compare(a.id, b.id) || compare(a.message, b.message)),
  );
  return [countOf(findings), ...sorted.map(finding => formatFinding(finding, style))].join('\n\n');
}

function formatFinding(finding: Finding, style: Style): string {
  const { id, level, path, line } = finding;
  const where = `${path === '' ? 'the app' : path}${line === undefined ? '' : ` (${line})`}`;
  const head = `${style(level, `${level} ${id}`)} at ${where}`;
  return [head, ...linesOf(finding)].join('\n  ');
}

/** What a finding says, line by line. */
export function linesOf({ message, found, expected, cure }: Finding): string[] {
  if (found === undefined || expected === undefined || cure === undefined) return message.split('\n');
  return [`found ${found}`, `expected ${expected}`, `cure: ${cure}`];
}

/** How many findings there are of each level. */
export function countLevels(findings: readonly Finding[]): Record<Level, number> {
  const count = (level: Level) => findings.filter(finding => finding.level === level).length;
  return { error: count('error'), warning: count('warning'), info: count('info') };
}

/** The same in words, as in `2 errors, 1 warning`. */
export function countOf(findings: readonly Finding[]): string {
  const counts = countLevels(findings);
  return LEVELS.filter(level => counts[level] > 0)
    .map(level => `${counts[level]} ${level === 'info' || counts[level] === 1 ? level : `${level}s`}`)
    .join(', ');
}

/** By code unit, so that the order is the same in every locale. */
function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
