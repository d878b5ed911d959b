import { CommanderError } from 'commander';
import { DEFAULT_TOPOLOGY } from '../../lib/topologies';
import { type Action, type CommandName, DEFAULT_NAME, program } from './cli';
import { type Console, type OpenSession, openSession } from './command';
import { type DownResult, down } from './down/down';
import { describeEnd, EXIT, endOf, type Result } from './end';
import type { DownOptions, TargetOptions, UpOptions, VerifyOptions } from './options';
import { Interrupted } from './problems';
import { StateFolder } from './state-folder';
import { describeUp } from './up/print';
import { readLastRun } from './up/target';
import { up } from './up/up';
import { type VerifyResult, verify } from './verify/verify';

export interface Streams extends Console {
  readonly stderr: NodeJS.WriteStream;
}

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs the program and returns its exit code. */
export async function main(args: readonly string[], streams: Streams): Promise<number> {
  const stop = new AbortController();
  // the first one lets the run end by itself; a second one does what it always does
  for (const signal of SIGNALS) process.once(signal, () => stop.abort(new Interrupted(signal)));
  let code: number = EXIT.done;
  const action: Action = async (command, topology, options) => {
    const target = withLastRun(command, { ...options, topology });
    const opened = openSession(command, target, streams, stop.signal);
    const end = await endOf(() => COMMANDS[command](opened, target), opened);
    code = end.code;
    const stream = code === EXIT.done || options.json ? streams.stdout : streams.stderr;
    stream.write(describeEnd(command, end, opened, options.json));
  };
  try {
    await program(action, streams).parseAsync([...args], { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return thrown.exitCode === 0 ? EXIT.done : EXIT.badOptions;
  }
  return code;
}

// biome-ignore lint/suspicious/noExplicitAny: as commander read them, by the program that declares them
type Options = any;

const COMMANDS: Readonly<Record<CommandName, (opened: OpenSession, options: Options) => Promise<Result>>> = {
  up: async ({ session, logPath }, options: UpOptions) => {
    const result = await up(session, {
      ...options,
      topology: options.topology ?? (process.env.TOPOLOGY || DEFAULT_TOPOLOGY),
    });
    return { holds: true, result, text: describeUp(result, session.report, logPath) };
  },
  down: async ({ session }, options: DownOptions) => {
    const result = await down(session, options);
    return { holds: true, result, text: describeDown(result) };
  },
  verify: async ({ session }, options: VerifyOptions) => {
    const topology = options.topology ?? (process.env.TOPOLOGY || DEFAULT_TOPOLOGY);
    const result = await verify(session, { ...options, only: options.only ?? [], skip: options.skip ?? [], topology });
    return { holds: result.holds, result, text: describeVerify(result) };
  },
};

/** `verify` and `down` work on the cluster of the last `up`, where they are told no other. */
function withLastRun(command: CommandName, options: Options): Options & TargetOptions {
  const named = options.context !== undefined || options.name !== undefined;
  const last = command === 'up' || named ? undefined : readLastRun(new StateFolder(options.state));
  const ours = last?.kind !== undefined;
  for (const [name, value] of Object.entries(last?.variables ?? {})) process.env[name] ??= value;
  return {
    ...options,
    context: options.context ?? (ours ? undefined : last?.context),
    name: options.name ?? last?.kind ?? DEFAULT_NAME,
    topology: options.topology ?? last?.topology,
  };
}

function describeDown({ context, removed }: DownResult): string {
  return removed === 'nothing' ? `nothing was there to take down` : `${context} is down`;
}

function describeVerify({ checks, context, topology, holds }: VerifyResult): string {
  const failing = checks.filter(({ outcomes }) => outcomes.some(({ ok }) => !ok)).map(({ id }) => id);
  if (holds) return `${topology} on ${context}: all of it holds`;
  return `${topology} on ${context}: ${failing.length} of ${checks.length} checks fail: ${failing.join(', ')}`;
}
