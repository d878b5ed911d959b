import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { FindingsError } from '../../lib/core/findings';
import { DEFAULT_TOPOLOGY } from '../../lib/topologies';
import { withDotEnv } from '../../lib/topologies/dot-env';
import type { Environment } from '../../lib/topologies/environment';
import { type Action, type CommandName, DEFAULT_NAME, program } from './cli';
import { type Console, type OpenSession, openSession } from './command';
import { type DownResult, down } from './down/down';
import { describeEnd, EXIT, endOf, type Result } from './end';
import { asOnlyRun } from './one-run';
import type { DownOptions, TargetOptions, UpOptions, VerifyOptions } from './options';
import { Interrupted } from './problems';
import { StateFolder } from './state-folder';
import { describeUp } from './up/print';
import { readLastRun, targetContext } from './up/target';
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
    const env = withDotEnv(() => readFileSync('.env', 'utf8'), process.env);
    const { target, variables } = withLastRun(command, { ...options, topology }, env);
    const opened = openSession(command, target, { ...streams, env: variables }, stop.signal);
    const end = await endOf(() => COMMANDS[command](opened, target), opened);
    code = end.code;
    const stream = code === EXIT.done || options.json ? streams.stdout : streams.stderr;
    stream.write(describeEnd(command, end, opened, options.json));
  };
  try {
    await program(action, streams).parseAsync([...args], { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.done : EXIT.badOptions;
    if (!(thrown instanceof FindingsError)) throw thrown;
    streams.stderr.write(`${thrown.message}\n`);
    return EXIT.badOptions;
  }
  return code;
}

// biome-ignore lint/suspicious/noExplicitAny: as commander read them, by the program that declares them
type Options = any;

const COMMANDS: Readonly<Record<CommandName, (opened: OpenSession, options: Options) => Promise<Result>>> = {
  up: async ({ session, logPath }, options: UpOptions) => {
    const topology = topologyOf(options, session);
    const given = { ...options, crdsDir: options.crdsDir ?? session.env.CRDS_DIR, topology };
    const result = await asOnlyRun(session, 'up', () => up(session, given));
    return { holds: true, result, text: describeUp(result, session.report, logPath) };
  },
  down: async ({ session }, options: DownOptions) => {
    const result = await asOnlyRun(session, 'down', () => down(session, options));
    return { holds: true, result, text: describeDown(result) };
  },
  verify: async ({ session }, options: VerifyOptions) => {
    const { only = [], skip = [] } = options;
    const result = await verify(session, { ...options, only, skip, topology: topologyOf(options, session) });
    return { holds: result.holds, result, text: describeVerify(result) };
  },
};

const topologyOf = ({ topology }: { readonly topology?: string }, { env }: OpenSession['session']): string =>
  topology ?? (env.TOPOLOGY || DEFAULT_TOPOLOGY);

interface Remembered {
  readonly target: Options & TargetOptions;
  readonly variables: Environment;
}

/**
 * `verify` and `down` work on the cluster of the last `up`, where they are told no other, and on its topology with the
 * variables that it was made with.
 */
function withLastRun(command: CommandName, options: Options, env: Environment): Remembered {
  const named = options.context !== undefined || options.name !== undefined;
  const own = { ...options, name: options.name ?? DEFAULT_NAME };
  const found = command === 'up' ? undefined : readLastRun(new StateFolder(options.state));
  const last = named && found?.context !== targetContext(own) ? undefined : found;
  const target = {
    ...own,
    context: named || last?.kind !== undefined ? options.context : last?.context,
    name: options.name ?? last?.kind ?? DEFAULT_NAME,
    topology: options.topology ?? last?.topology,
  };
  return { target, variables: { ...last?.variables, ...env } };
}

function describeDown({ context, removed }: DownResult): string {
  return removed === 'nothing' ? `nothing was there to take down` : `${context} is down`;
}

function describeVerify({ checks, context, topology, holds }: VerifyResult): string {
  const failing = checks.filter(({ outcomes }) => outcomes.some(({ ok }) => !ok)).map(({ id }) => id);
  if (holds) return `${topology} on ${context}: all of it holds`;
  return `${topology} on ${context}: ${failing.length} of ${checks.length} checks fail: ${failing.join(', ')}`;
}
