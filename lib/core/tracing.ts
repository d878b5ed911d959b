import { join, relative, sep } from 'node:path';
import { type IConstruct, Node } from 'constructs';
import { type Finding, FindingsError } from './findings';

/** What every construct goes through as it is made; `constructs` keeps it to itself. */
interface Hook {
  addChild?: (this: Node, child: IConstruct, id: string) => void;
}

const hook = Node.prototype as unknown as Hook;
const DEEPEST = 100;

/** Findings with the line of code that made their construct, as a second run of what made all of them tells. */
export function withLines(findings: readonly Finding[], rebuild: () => void): Finding[] {
  const traces = traced(rebuild);
  return findings.map(finding => {
    const line = lineIn(traces.get(finding.path) ?? '');
    return line === undefined ? finding : { ...finding, line };
  });
}

/**
 * What is made.
 * @throws what is thrown meanwhile, with the line of code that it comes from
 */
export async function located<T>(make: () => T | Promise<T>): Promise<T> {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = DEEPEST;
  try {
    return await make();
  } catch (thrown) {
    throw withLine(thrown);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

function withLine(thrown: unknown): unknown {
  const line = thrown instanceof Error ? lineIn(thrown.stack ?? '') : undefined;
  if (!(thrown instanceof Error) || line === undefined) return thrown;
  if (thrown instanceof FindingsError) return new FindingsError(thrown.findings.map(finding => ({ line, ...finding })));
  return new Error(`${line}: ${thrown.message}`, { cause: thrown });
}

/** The stack of every construct that is made meanwhile, by path; none where that cannot be told. */
function traced(build: () => void): Map<string, string> {
  const stacks = new Map<IConstruct, { stack?: string }>();
  const { addChild } = hook;
  const limit = Error.stackTraceLimit;
  if (addChild === undefined) return new Map();
  hook.addChild = function (child, id) {
    const trace = {};
    Error.captureStackTrace(trace);
    stacks.set(child, trace);
    addChild.call(this, child, id);
  };
  Error.stackTraceLimit = DEEPEST;
  try {
    build();
  } catch {
    // It was well the first time, or its fault is known: lines are all that is asked for here.
  } finally {
    hook.addChild = addChild;
    Error.stackTraceLimit = limit;
  }
  const made = [...stacks].filter(([{ node }]) => node !== undefined);
  return new Map(made.map(([{ node }, { stack = '' }]) => [node.path, stack]));
}

const LIBRARY = join(__dirname, '..') + sep;
const GENERATED = join(LIBRARY, '..', 'imports') + sep;
/** Systems are written with the library like those of any user. */
const TOPOLOGIES = join(LIBRARY, 'topologies') + sep;

/** The innermost line of a stack that is neither of a package nor of this library: `main.ts:12`. */
function lineIn(stack: string): string | undefined {
  for (const frame of stack.split('\n')) {
    const [, file, line] = /(?:\(|at (?:async )?)(?:file:\/\/)?([^()\s][^()]*?):(\d+):\d+\)?$/.exec(frame) ?? [];
    if (file !== undefined && isOfUser(file)) return `${relative(process.cwd(), file)}:${line}`;
  }
  return undefined;
}

function isOfUser(file: string): boolean {
  if (file.startsWith('node:') || file.includes(`${sep}node_modules${sep}`)) return false;
  if (file.startsWith(TOPOLOGIES)) return true;
  return !file.startsWith(LIBRARY) && !file.startsWith(GENERATED);
}
