import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StateFolder } from './state-folder';

/** Logs that are kept; the oldest go. */
const KEPT = 20;

export interface LogFile {
  readonly path: string;
  readonly log: (line: string) => void;
}

/** A log of its own for each run, each line written at once so that it survives whatever ends the run. */
export function openLog(state: StateFolder, command: string, now = new Date()): LogFile {
  const name = `${command}-${now.toISOString().replace(/[:.]/g, '-')}.log`;
  const path = join(state.path('logs'), name);
  for (const old of state
    .list('logs')
    .sort(byTime)
    .slice(0, 1 - KEPT))
    state.remove('logs', old);
  const log = (line: string) => {
    try {
      mkdirSync(state.path('logs'), { recursive: true });
      appendFileSync(path, `${new Date().toISOString()} ${line}\n`);
    } catch {
      // a log that cannot be written must not end a run that can go on
    }
  };
  return { path, log };
}

const byTime = (a: string, b: string): number => (timeOf(a) < timeOf(b) ? -1 : 1);
const timeOf = (name: string): string => name.slice(name.indexOf('-'));
