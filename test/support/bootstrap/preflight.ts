import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UpOptions } from '../../../scripts/bootstrap/options';
import { type Plan, planTopology } from '../../../scripts/bootstrap/plan/plan';
import { checkFirst } from '../../../scripts/bootstrap/up/check-first';
import { type Answer, answering } from './answers';
import { testSession } from './session';

/** What a test sees of the checks that come first. */
export interface Preflight {
  readonly plan: Plan;
  /** The folder of notes. */
  readonly state: string;
  /** Every problem that is found before anything is changed; of the machine, only what the test says. */
  found(
    answers: Readonly<Record<string, Answer>>,
    more?: Partial<UpOptions>,
    objects?: Plan['objects'],
  ): Promise<string>;
}

/** The checks before the default topology. */
export async function preflight(): Promise<Preflight> {
  const state = mkdtempSync(join(tmpdir(), 'ambient-preflight-'));
  const plan = await planTopology('intranet-internet', 'dist');
  return {
    plan,
    state,
    async found(answers, more = {}, objects = plan.objects) {
      const { run } = answering(answers);
      const { session, lines } = testSession({ state, run, options: { context: undefined } });
      const { topology } = plan;
      const options = { ...session.options, workers: 0, hostPort: new Map(), topology, ...more } as UpOptions;
      const text = await checkFirst(session, options, { ...plan, objects }).then(
        () => lines.join('\n'),
        (error: Error) => error.message,
      );
      return `\n${text.replace(/^warning AMB916: .*\n {2}cure: .*\n?/gm, '').trim()}\n`;
    },
  };
}
