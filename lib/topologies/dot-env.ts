import { parseEnv } from 'node:util';
import { FindingsError, toFinding } from '../core/findings';
import type { Environment } from './environment';

/**
 * The variables of a `.env` file and those of the environment, which win.
 * @param text of the file; undefined where there is none
 * @param parse Node's own parser; Node 20 has none before 20.12
 * @throws FindingsError where there is a file and no parser
 */
export function withDotEnv(
  text: string | undefined,
  env: Environment,
  parse: typeof parseEnv | null = parseEnv ?? null,
): Environment {
  if (text === undefined) return env;
  if (parse !== null) return { ...parse(text), ...env };
  throw new FindingsError([
    toFinding('AMB508', 'error', {
      path: 'the environment',
      found: `a file .env on Node ${process.versions.node}`,
      expected: 'Node 20.12 or later, which can read it',
      cure: 'upgrade Node, or set the variables in the environment',
    }),
  ]);
}
