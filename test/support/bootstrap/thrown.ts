import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from '../../../scripts/bootstrap/session';
import { type Answer, answering } from './answers';
import { testSession } from './session';

/** The start of every call of kubectl. */
export const LAB = 'kubectl --context lab';

/** What kubectl answers with several objects. */
export const list = (...items: readonly object[]) => JSON.stringify({ kind: 'List', items });

/** A session of its own, where programs answer so: what one run notes is nothing to the next. */
export const sessionWith = (answers: Readonly<Record<string, Answer>>): Session =>
  testSession({
    state: mkdtempSync(join(tmpdir(), 'run-')),
    run: answering(answers).run,
    options: { timeout: 0 },
  }).session;

/** What is thrown where programs answer so. */
export async function thrown(answers: Readonly<Record<string, Answer>>, work: (session: Session) => Promise<unknown>) {
  const message = await work(sessionWith(answers)).then(
    () => 'nothing is thrown',
    (error: Error) => error.message,
  );
  return `\n${message}\n`;
}
