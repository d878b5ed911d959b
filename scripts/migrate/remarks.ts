import { type Finding, formatFindings, type Level, toFinding } from '../../lib/core/findings';
import type { FieldPath, Manifest } from './manifest';

/** What is said of a place in a file. */
export interface Remark {
  readonly level: Level;
  readonly found: string;
  readonly expected: string;
  readonly cure: string;
}

/** Everything that a run has to say, each with file and line. */
export class Remarks {
  readonly findings: Finding[] = [];

  add(id: string, manifest: Manifest, path: FieldPath, { level, ...fault }: Remark): void {
    this.findings.push(toFinding(id, level, { path: manifest.at(path), ...fault }));
  }
}

const LEVELS: readonly Level[] = ['error', 'warning', 'info'];

/** Findings as text: errors first, then by file and by the number of the line. */
export function formatRemarks(findings: readonly Finding[]): string {
  const [count] = formatFindings(findings).split('\n\n');
  const sorted = [...findings].sort(
    (a, b) =>
      LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
      a.path.replace(/:\d+$/, '').localeCompare(b.path.replace(/:\d+$/, ''), 'en') ||
      lineOf(a) - lineOf(b),
  );
  const block = (finding: Finding) => formatFindings([finding]).split('\n\n').slice(1).join('\n\n');
  return [count, ...sorted.map(block)].join('\n\n');
}

const lineOf = ({ path }: Finding) => Number(/:(\d+)$/.exec(path)?.[1] ?? 0);
