import { Kubectl } from '../../../scripts/bootstrap/kubectl/kubectl';
import type { TargetOptions } from '../../../scripts/bootstrap/options';
import { Report } from '../../../scripts/bootstrap/report';
import { type Run, runFor } from '../../../scripts/bootstrap/runner';
import type { Session } from '../../../scripts/bootstrap/session';
import { StateFolder } from '../../../scripts/bootstrap/state-folder';
import { type Lab, labTool } from '../lab';

export interface SessionOptions {
  readonly state: string;
  /** @default - calls go to the lab's kubectl, if there is a lab, and else to the machine's own programs */
  readonly run?: Run;
  readonly lab?: Lab;
  readonly options?: Partial<TargetOptions>;
}

export interface TestSession {
  readonly session: Session;
  /** What was said so far. */
  readonly lines: string[];
}

/** What steps of a command work with, for tests within this process. */
export function testSession({ state, lab, run, options }: SessionOptions): TestSession {
  const lines: string[] = [];
  const signal = new AbortController().signal;
  const report = new Report({ out: { write: text => lines.push(String(text).trimEnd()) }, log: () => undefined });
  const real = runFor({ report, signal });
  const onLab: Run = command =>
    command.tool === 'kubectl' && lab !== undefined
      ? real({ ...command, tool: labTool('kubectl'), args: ['--kubeconfig', lab.kubeconfig, ...command.args] })
      : real(command);
  const used = run ?? onLab;
  const session: Session = {
    env: {},
    options: { name: 'ambient', context: 'lab', state, timeout: 60, yes: true, json: false, ...options },
    report,
    state: new StateFolder(state),
    run: used,
    kubectl: new Kubectl({ run: used, report, context: 'lab', signal }),
    signal,
    dryRun: false,
    clusterFolder: 'clusters/lab',
    confirm: async () => true,
  };
  return { session, lines };
}
