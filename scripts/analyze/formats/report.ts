import type { Finding } from '../../../lib/core/findings';
import type { Judged } from '../../../lib/core/suppression';
import { FINDING_IDS } from '../../../lib/rules/ids';

/** What a run of the command has to tell. */
export interface Report extends Judged {
  /** How many objects were read. */
  readonly objects: number;
}

/** Where a finding is; without a file it is about all of them. */
export interface Place {
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1, where a line holds more than one object. */
  readonly column?: number;
}

/** The parts of a path such as `gateway.yaml:12`. */
export function placeOf({ path }: Finding): Place {
  const parts = /^(.*?):(\d+)(?::(\d+))?$/s.exec(path);
  if (parts === null) return path === '' ? {} : { file: path };
  const [, file, line, column] = parts;
  return { file, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) };
}

/** The name of an id, as in `RouteParentExists`. */
export function nameOf(id: string): string {
  return (FINDING_IDS as Readonly<Record<string, string>>)[id] ?? id;
}

/** By file, then by line, then by id. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const keyed = findings.map(finding => ({ finding, ...placeOf(finding) }));
  const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
  return keyed
    .sort(
      (a, b) =>
        compare(a.file ?? '', b.file ?? '') ||
        (a.line ?? 0) - (b.line ?? 0) ||
        (a.column ?? 0) - (b.column ?? 0) ||
        compare(a.finding.id, b.finding.id),
    )
    .map(({ finding }) => finding);
}
