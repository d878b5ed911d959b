import type { Outcome } from '../../../scripts/bootstrap/process';
import { toShell } from '../../../scripts/bootstrap/process';
import type { Run } from '../../../scripts/bootstrap/runner';

/** What a program says; a text alone is what it prints when all is well. */
export type Answer = string | Partial<Outcome>;

/** Programs that only say what they are told, by the first words of the call; others are not installed. */
export function answering(answers: Readonly<Record<string, Answer>>): { readonly run: Run; readonly calls: string[] } {
  const calls: string[] = [];
  const run: Run = async command => {
    const call = toShell(command);
    calls.push(call);
    const known = Object.keys(answers).find(words => call.startsWith(words));
    if (known === undefined) return { code: 127, stdout: '', stderr: `${command.tool}: not found`, ms: 0 };
    const answer = answers[known];
    const outcome = typeof answer === 'string' ? { stdout: answer } : answer;
    return { code: 0, stdout: '', stderr: '', ms: 0, ...outcome };
  };
  return { run, calls };
}
