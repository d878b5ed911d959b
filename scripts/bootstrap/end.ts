import { constants } from 'node:os';
import { FindingsError } from '../../lib/core/findings';
import { Faults } from '../crds/faults';
import type { OpenSession } from './command';
import { Declined } from './down/cluster-objects';
import { error, formatProblems, Interrupted, NeedsAnswer, ProblemsError } from './problems';

/** Exit codes; an interrupted run ends with 128 and the number of the signal, as shells have it. */
export const EXIT = { done: 0, doesNotHold: 1, badOptions: 2, needsAnswer: 3 } as const;

/** How a command ended. */
export interface End {
  readonly code: number;
  /** What `--json` prints besides. */
  readonly result?: object;
  /** The last lines. */
  readonly text: string;
}

/** What a command returns when it comes to its end. */
export interface Result {
  readonly holds: boolean;
  readonly result: object;
  readonly text: string;
}

/** Runs a command; whatever is thrown becomes an end that says what to do. */
export async function endOf(work: () => Promise<Result>, { session, logPath }: OpenSession): Promise<End> {
  try {
    const { holds, result, text } = await work();
    return { code: holds ? EXIT.done : EXIT.doesNotHold, result, text };
  } catch (thrown) {
    session.report.detail(`ended: ${thrown instanceof Error ? thrown.stack : thrown}`);
    return endOfThrown(thrown, session.report.stageName, logPath);
  }
}

function endOfThrown(thrown: unknown, stage: string, logPath: string): End {
  if (thrown instanceof Interrupted) {
    const text = `${thrown.message} ${during(stage)}; what is done stays: run the same command again to go on`;
    return { code: 128 + constants.signals[thrown.signal], text };
  }
  if (thrown instanceof NeedsAnswer) {
    return {
      code: EXIT.needsAnswer,
      text: formatProblems([error('AMB903', `nobody is here to answer "${thrown.message}"`, 'add --yes')]),
    };
  }
  if (thrown instanceof Declined) return { code: EXIT.needsAnswer, text: 'nothing was deleted' };
  if (thrown instanceof Faults) {
    const problems = thrown.faults.map(fault => error('AMB925', fault, thrown.cures.join('; ')));
    return { code: EXIT.doesNotHold, text: `${formatProblems(problems)}\n${where(stage, logPath)}` };
  }
  if (thrown instanceof ProblemsError || thrown instanceof FindingsError) {
    const found: readonly { readonly id: string; readonly level: string }[] =
      thrown instanceof ProblemsError ? thrown.problems : thrown.findings;
    const isUnreadable = found.every(({ id, level }) => level !== 'error' || UNREADABLE.test(id));
    const code = isUnreadable ? EXIT.badOptions : EXIT.doesNotHold;
    return { code, text: `${thrown.message}\n${where(stage, logPath)}` };
  }
  const { message = String(thrown), code } = Object(thrown) as Partial<NodeJS.ErrnoException>;
  const known = CURES[code ?? ''];
  const said =
    known === undefined
      ? error('AMB999', message, 'if this makes no sense, report it with the log')
      : error('AMB904', message, known);
  return { code: EXIT.doesNotHold, text: `${formatProblems([said])}\n${where(stage, logPath)}` };
}

/** What is told of the command line, the environment and `.env`. */
const UNREADABLE = /^AMB(50\d|90[12])$/;

/** What to do about a file system that refuses. */
const CURES: Readonly<Record<string, string>> = {
  ENOSPC: 'make room, or name another folder with --state or --output; then run the same command again',
  EACCES: 'make the folder writable, or name another one with --state or --output',
  EROFS: 'name a folder that can be written with --state or --output',
  ENOTDIR: 'a file stands where a folder is meant: name another folder with --state or --output',
  EEXIST: 'a file stands where a folder is meant: name another folder with --state or --output',
};

const during = (stage: string): string => (stage === '' ? 'at the beginning' : `during "${stage}"`);

const where = (stage: string, logPath: string): string =>
  `ended ${stage === '' ? 'at the beginning' : `at "${stage}"`}; everything is in ${logPath}`;

/** The end as it is printed. */
export function describeEnd(command: string, end: End, { session, logPath }: OpenSession, json: boolean): string {
  if (!json) return `${end.text}\n`;
  const { seconds, calls } = session.report.totals;
  const summary = { command, ok: end.code === 0, exitCode: end.code, seconds, calls, stages: session.report.stages };
  const error = end.code === 0 || end.result !== undefined ? {} : { error: end.text };
  return `${JSON.stringify({ ...summary, log: logPath, ...end.result, ...error }, null, 2)}\n`;
}
