import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** How a command ended and everything that it printed. */
export interface Run {
  readonly status: number | null;
  readonly output: string;
}

/** Runs a command in a folder, by default without what this run's own environment says of CI and topologies. */
export function run(cwd: string, command: readonly string[], env: Record<string, string> = {}): Run {
  const { CI: _, TOPOLOGY: __, CDK8S_OUTDIR: ___, NODE_OPTIONS: ____, ...own } = process.env;
  const [program, ...args] = command;
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...own, ...env },
    maxBuffer: 2 ** 28,
  });
  if (error) throw error;
  return { status, output: stdout + stderr };
}

/** The same, and the command must end well. */
export function succeed(cwd: string, command: readonly string[], env?: Record<string, string>): string {
  const { status, output } = run(cwd, command, env);
  if (status !== 0) throw new Error(`${command.join(' ')} exited ${status}:\n${output}`);
  return output;
}

/** A command on a machine of its own whose only network is loopback. */
export const offline = (command: readonly string[]): string[] => [
  ...['unshare', '--map-root-user', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'offline'],
  ...command,
];

/** Every file of a folder by name, with its bytes. */
export function bytes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [
      join(parentPath, name).slice(folder.length + 1),
      readFileSync(join(parentPath, name), 'latin1'),
    ]),
  );
}
