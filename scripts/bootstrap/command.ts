import { createInterface } from 'node:readline/promises';
import type { Environment } from '../../lib/topologies/environment';
import { Kubectl } from './kubectl/kubectl';
import { openLog } from './log-file';
import type { TargetOptions } from './options';
import { NeedsAnswer } from './problems';
import { Report } from './report';
import { runDry, runFor } from './runner';
import type { Session } from './session';
import { StateFolder } from './state-folder';
import { clusterFolderOf, targetContext } from './up/target';

/** Where a command reads from and writes to. */
export interface Console {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

export interface OpenSession {
  readonly session: Session;
  readonly logPath: string;
}

/** Everything that a command works with. */
export function openSession(
  command: string,
  options: TargetOptions & { readonly dryRun?: boolean },
  { stdin, stdout, env }: Console & { readonly env: Environment },
  signal: AbortSignal,
): OpenSession {
  const state = new StateFolder(options.state);
  const { log, path } = openLog(state, command);
  const report = new Report({ out: options.json ? undefined : stdout, log });
  const dryRun = options.dryRun ?? false;
  const run = dryRun ? runDry(report) : runFor({ report, signal });
  const context = targetContext(options);
  const session: Session = {
    options,
    env,
    report,
    state,
    run,
    signal,
    dryRun,
    kubectl: new Kubectl({ run, report, context, signal }),
    clusterFolder: clusterFolderOf(context),
    confirm: question => confirm(question, options, { stdin, stdout }, signal),
  };
  return { session, logPath: path };
}

async function confirm(
  question: string,
  { yes, json }: TargetOptions,
  { stdin, stdout }: Console,
  signal: AbortSignal,
) {
  if (yes) return true;
  if (json || !stdin.isTTY || !stdout.isTTY) throw new NeedsAnswer(question);
  const terminal = createInterface({ input: stdin, output: stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `, { signal })).trim());
  } finally {
    terminal.close();
  }
}
