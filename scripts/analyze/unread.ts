import { type Finding, toFinding } from '../../lib/core/findings';
import type { Unreadable } from '../../lib/rules/manifests';

/** What could not be read, or had nothing in it. */
export interface Unread extends Unreadable {
  /** What to change. */
  readonly cure?: string;
}

/** A line for each. */
export function toLines(unread: readonly Unread[]): string {
  return unread.map(({ place, message, cure }) => `${place}: ${message}${cure ? `: ${cure}` : ''}\n`).join('');
}

/** A finding for each, beside those of what could be read. */
export function toFindings(unread: readonly Unread[]): Finding[] {
  return unread.map(({ place, message, cure }) =>
    toFinding('AMB009', 'error', {
      path: place,
      found: message,
      expected: 'manifests in YAML or JSON',
      cure: cure ?? 'correct this first: what refers to objects that could not be read is blamed for it',
    }),
  );
}
