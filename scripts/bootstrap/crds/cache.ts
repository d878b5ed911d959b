import type { CrdEntry } from '../../crds/lock';
import { type CrdSource, sha256 } from '../../crds/source';
import type { Report } from '../report';
import type { StateFolder } from '../state-folder';

/**
 * Keeps what a source gave under its hash. What is read back is checked again, so a file that was cut short is read
 * from its source as if it were not there. A cache that cannot be written is said and does not end the run.
 */
export function cached(source: CrdSource, state: StateFolder, report: Report): CrdSource {
  const said = new Set<string>();
  const say = (line: string) => {
    if (!said.has(line)) report.line(line);
    said.add(line);
  };
  return async entry => {
    if (entry.sha256 === '') return source(entry); // not pinned yet
    const parts = ['cache', entry.sha256];
    const kept = state.read(...parts);
    if (kept !== undefined && sha256(kept) === entry.sha256) return { from: state.path(...parts), bytes: kept };
    const found = await source(entry);
    if (sha256(found.bytes) === entry.sha256) keep(entry, found.bytes, state, say);
    return found;
  };
}

function keep(entry: CrdEntry, bytes: Buffer, state: StateFolder, say: (line: string) => void): void {
  try {
    state.write(bytes, ['cache', entry.sha256]);
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException;
    const why = code === 'ENOSPC' ? 'no space left' : message;
    say(`   downloads are not kept for the next run: ${why} in ${state.path('cache')}`);
  }
}
