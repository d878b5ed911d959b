import spawn from '@npmcli/promise-spawn';

/** A call of another program. */
export interface Command {
  readonly tool: string;
  readonly args: readonly string[];
  /** @default - nothing on standard input */
  readonly input?: string;
  /** Milliseconds after which the program is ended. @default - none */
  readonly timeoutMs?: number;
  /** Added to the environment. @default - none */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a call ended, whether well or not. */
export interface Outcome {
  /** The exit code; 124 after a timeout, 127 where there is no such program, as shells have it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

interface Failure extends Error {
  readonly code?: number | string | null;
  readonly signal?: NodeJS.Signals | null;
  readonly stdout?: string;
  readonly stderr?: string;
}

/**
 * Runs a program in this process's own group, so that what ends the group ends both.
 * @param signal ends the program with SIGTERM
 * @throws what the signal was aborted with
 */
export async function runProcess(command: Command, signal?: AbortSignal): Promise<Outcome> {
  signal?.throwIfAborted();
  const started = performance.now();
  const { tool, args, input, timeoutMs, env } = command;
  const took = () => Math.round(performance.now() - started);
  let timer: NodeJS.Timeout | undefined;
  try {
    const running = spawn(tool, [...args], {
      stdioString: true,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      signal,
      env: { ...process.env, ...env },
    });
    // spawn's own timer is not cleared where there is no such program, and would keep this process from ending
    if (timeoutMs !== undefined) timer = setTimeout(() => running.process.kill(), timeoutMs).unref();
    // a program that ends before it has read everything says why by its exit code
    running.process.stdin?.on('error', () => undefined).end(input);
    const { stdout, stderr } = await running;
    return { code: 0, stdout, stderr, ms: took() };
  } catch (thrown) {
    signal?.throwIfAborted();
    return toOutcome(command, thrown as Failure, took());
  } finally {
    clearTimeout(timer);
  }
}

function toOutcome(
  { tool, timeoutMs }: Command,
  { code, signal, stdout, stderr, message }: Failure,
  ms: number,
): Outcome {
  const said = { stdout: stdout ?? '', ms };
  if (code === 'ENOENT') return { ...said, code: 127, stderr: `${tool}: not found` };
  if (typeof code === 'number') return { ...said, code, stderr: stderr ?? '' };
  if (timeoutMs !== undefined && ms >= timeoutMs) {
    return { ...said, code: 124, stderr: `${stderr ?? ''}no end within ${timeoutMs / 1000} s` };
  }
  return { ...said, code: 1, stderr: `${stderr ?? ''}${signal ? `ended by ${signal}` : message}` };
}

/** A call as one would type it. */
export function toShell({ tool, args }: Command): string {
  return [tool, ...args]
    .map(word => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
