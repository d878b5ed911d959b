import { type Command, type Outcome, runProcess, toShell } from './process';
import type { Report } from './report';

/** Calls another program. */
export type Run = (command: RunCommand) => Promise<Outcome>;

export interface RunCommand extends Command {
  /** What `--dry-run` prints after the command, as a remark. @default - nothing */
  readonly remark?: string;
}

/** How much of what a program printed goes into the log. */
const LOGGED = 2000;

/** Calls programs for real; each call, its end and its complaints are logged. */
export function runFor({ report, signal }: { report: Report; signal?: AbortSignal }): Run {
  return async command => {
    report.countCall();
    const outcome = await runProcess(command, signal);
    const { code, ms, stdout, stderr } = outcome;
    report.detail(`$ ${toShell(command)} -> ${code} in ${ms} ms`);
    if (code !== 0) report.detail(cut(`${stderr}${stdout}`));
    else if (stderr !== '') report.detail(cut(stderr));
    return outcome;
  };
}

/** Prints the calls and makes none: each succeeds and says nothing. */
export function runDry(report: Report): Run {
  return async command => {
    report.countCall();
    report.line(`${toShell(command)}${command.remark === undefined ? '' : `   # ${command.remark}`}`);
    return { code: 0, stdout: '', stderr: '', ms: 0 };
  };
}

function cut(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed.length > LOGGED ? `${trimmed.slice(0, LOGGED)} … (${trimmed.length} characters)` : trimmed;
}
