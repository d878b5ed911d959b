import { parseEnv } from 'node:util';
import { type Fault, type Finding, FindingsError, textOf, toFinding } from '../core/findings';
import { nearest } from '../core/nearest';
import { type Environment, VARIABLE_NAMES } from './environment';

/**
 * The variables of a `.env` file and those of the environment, which win.
 * @param read gives the text of the file, and throws ENOENT where there is none
 * @param parse Node's own parser; Node 20 has none before 20.12
 * @throws FindingsError where there is a file that cannot be read, or that sets what nothing asks for
 */
export function withDotEnv(
  read: () => string,
  env: Environment,
  parse: typeof parseEnv | null = parseEnv ?? null,
): Environment {
  const text = textOfFile(read);
  if (text === undefined) return env;
  if (parse !== null) return { ...known(parse(text)), ...env };
  throw unreadable({
    found: `a file .env on Node ${process.versions.node}`,
    expected: 'Node 20.12 or later, which can read it',
    cure: 'upgrade Node, or set the variables in the environment',
  });
}

/** Without the byte order mark, which the parser would take for a part of the first name. */
function textOfFile(read: () => string): string | undefined {
  try {
    return read().replace(/^\uFEFF/, '');
  } catch (thrown) {
    const code = String((thrown as NodeJS.ErrnoException)?.code);
    if (code === 'ENOENT') return undefined;
    throw unreadable({
      found: REASONS[code] ?? `.env that cannot be read: ${textOf(thrown)}`,
      expected: 'a text file, or none',
      cure: 'make .env a file that you may read, or move it elsewhere and set the variables in the environment',
    });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EISDIR: 'a folder .env',
  EACCES: 'no permission to read .env',
  EPERM: 'no permission to read .env',
};

/** The names that this library reserves in the file; the environment has such of many programs. */
const PREFIX = 'ISTIO_';

/** The variables as they are, unless one is misspelt. */
function known(variables: Environment): Environment {
  const strange = Object.keys(variables).filter(name => name.startsWith(PREFIX) && !VARIABLE_NAMES.includes(name));
  if (strange.length === 0) return variables;
  throw new FindingsError(strange.map(toStranger));
}

function toStranger(name: string): Finding {
  const like = nearest(name.slice(PREFIX.length), OWN_NAMES).map(each => `${PREFIX}${each}`);
  return unfit({
    found: `${name} in .env`,
    expected: `one of: ${VARIABLE_NAMES.join(', ')}`,
    cure: like.length > 0 ? `write ${like.join(' or ')}, or leave it out` : 'leave it out',
  });
}

const OWN_NAMES = VARIABLE_NAMES.filter(name => name.startsWith(PREFIX)).map(name => name.slice(PREFIX.length));

const unreadable = (fault: Omit<Fault, 'path'>) => new FindingsError([unfit(fault)]);

const unfit = (fault: Omit<Fault, 'path'>) => toFinding('AMB508', 'error', { path: 'the environment', ...fault });
