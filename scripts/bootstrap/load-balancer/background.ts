import { spawn, spawnSync } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { toShell } from '../process';
import type { Session } from '../session';

/** A program that goes on after `up` has ended. */
export interface Background {
  /** For messages and for finding it again. */
  readonly name: string;
  readonly tool: string;
  readonly args: readonly string[];
  readonly pid: number;
}

const NOTE = 'background.json';

/** Programs of this cluster that an earlier run started and that still run. */
export function runningBackground({ state, clusterFolder }: Session): Background[] {
  return (state.readJson<Background[]>(clusterFolder, NOTE) ?? []).filter(isRunning);
}

/**
 * Starts a program unless it runs; its output goes to a log below the state folder.
 * @returns the arguments that it runs with: of an earlier run where that started it
 */
export function ensureBackground(session: Session, program: Omit<Background, 'pid'>): readonly string[] {
  const { state, clusterFolder, report, dryRun } = session;
  const running = runningBackground(session);
  const earlier = running.find(({ name }) => name === program.name);
  if (earlier !== undefined) return earlier.args;
  report.line(`   in the background: ${toShell(program)}`);
  if (dryRun) return program.args;
  const log = openSync(state.write('', [clusterFolder, 'background', `${program.name}.log`]), 'a');
  const child = spawn(program.tool, [...program.args], {
    detached: true,
    stdio: ['ignore', log, log],
    env: process.env,
  });
  child.on('error', error => report.line(`   ${program.name} did not start: ${error.message}`));
  child.unref();
  if (child.pid === undefined) return program.args;
  const note = [...running.filter(({ name }) => name !== program.name), { ...program, pid: child.pid }];
  state.write(JSON.stringify(note), [clusterFolder, NOTE]);
  return program.args;
}

/** Ends every program that was started for this cluster. */
export function endBackground(session: Session): void {
  for (const program of runningBackground(session)) {
    process.kill(program.pid);
    session.report.line(`   ended ${program.name}`);
  }
  session.state.remove(session.clusterFolder, NOTE);
}

/** The same program still: a process number may have gone to another one. */
const isRunning = ({ pid, args }: Background): boolean => wordsOf(pid).includes(args.join(' '));

/** How a process was called; empty where there is none. */
export function wordsOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return spawnSync('ps', ['-o', 'args=', '-p', `${pid}`], { encoding: 'utf8' }).stdout ?? '';
  }
}
