import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ROOT } from '../commands';
import { type Lab, labTool } from '../lab';
import { SHARED } from '../shared';

/** How a run of the bootstrap ended. */
export interface BootstrapRun {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface BootstrapOptions {
  readonly lab: Lab;
  readonly state: string;
  /** Folders in front of the PATH. @default - none */
  readonly path?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Gets the process group when it has started. @default - nothing */
  readonly onStart?: (group: number) => void;
  /** Gets the name of each stage when it begins, and the process group. @default - nothing */
  readonly onStage?: (name: string, group: number) => void;
}

/** Runs `up`, `verify` or `down` as npm does, in a process group of its own. */
export function bootstrap(args: readonly string[], options: BootstrapOptions): Promise<BootstrapRun> {
  const { lab, state, path = [], env = {}, onStart, onStage } = options;
  const { TOPOLOGY: _, CRDS_DIR: __, ...own } = process.env;
  const PATH = [...path, dirname(labTool('kubectl')), process.env.PATH].join(delimiter);
  const command = ['--require', './scripts/register.js', 'scripts/bootstrap.ts', ...args, '--state', state];
  const started = performance.now();
  return new Promise(resolve => {
    const child = spawn(process.execPath, command, {
      cwd: ROOT,
      detached: true,
      env: { ...own, PATH, KUBECONFIG: lab.kubeconfig, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', text => {
      printed.stdout += text;
      for (const [, name] of text.matchAll(/^== (.*)$/gm)) onStage?.(name, child.pid ?? 0);
    });
    child.stderr.setEncoding('utf8').on('data', text => (printed.stderr += text));
    if (child.pid !== undefined) onStart?.(child.pid);
    child.on('close', (code, signal) => {
      resolve({ code, signal, ...printed, seconds: (performance.now() - started) / 1000 });
    });
  });
}

/** Arguments of `up` on a lab, with the definitions of `../shared`. */
export const upOn = (state: string, ...more: string[]): string[] => [
  ...upFromNetwork(state),
  '--crds-dir',
  join(SHARED, 'crds'),
  ...more,
];

/** The same with definitions that are downloaded. */
export const upFromNetwork = (state: string): string[] => [
  ...['up', '--context', 'lab', '--timeout', '60', '--yes', '--output', join(state, 'dist')],
];

/** Variables for a run whose disk is full for files that an expression fits, and whose network is `../shared`. */
export const withFullDisk = (files: string): Record<string, string> => ({
  NODE_OPTIONS: ['published', 'full-disk'].map(name => `--require ${join(__dirname, `${name}.js`)}`).join(' '),
  PUBLISHED: join(SHARED, 'crds'),
  FULL_DISK: files,
});

/** Arguments of `down` on a lab. */
export const downOn = (...more: string[]): string[] => [
  'down',
  '--context',
  'lab',
  '--timeout',
  '60',
  '--yes',
  ...more,
];

/** The run's log, which its output names. */
export function logOf({ stdout, stderr }: BootstrapRun): string {
  const path = /(?:Log:|everything is in) (\S+)/.exec(stdout + stderr)?.[1];
  return path === undefined ? '' : readFileSync(path, 'utf8');
}
