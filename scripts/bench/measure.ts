import { spawnSync } from 'node:child_process';
import path from 'node:path';

export const ROOT = path.join(__dirname, '..', '..');

/** Something to measure: it runs once and says how long it took, in milliseconds. */
export interface Case {
  readonly name: string;
  readonly run: () => number;
}

/** The medians of several cases, run in turns, so that a busy machine is unfair to all of them alike. */
export function medians(cases: readonly Case[], rounds: number): number[] {
  const times = cases.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [position, { run }] of cases.entries()) times[position].push(run());
  }
  return times.map(median);
}

/** How long a command takes as a new process, in milliseconds. */
export function wallTime(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): number {
  const start = performance.now();
  run(command, args, env);
  return performance.now() - start;
}

/** What a command prints; a command that fails ends the benchmark. */
export function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
  return stdout;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
