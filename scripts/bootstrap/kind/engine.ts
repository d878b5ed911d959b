import type { Run } from '../runner';

/** The program that runs kind's nodes. */
export type Engine = 'docker' | 'podman' | 'nerdctl';

/** In the order in which kind looks for them. @see https://github.com/kubernetes-sigs/kind/blob/v0.33.0/pkg/cluster/provider.go */
const ENGINES: readonly Engine[] = ['docker', 'nerdctl', 'podman'];

/** A running engine, or why there is none. */
export type EngineState =
  | { readonly engine: Engine; readonly memoryBytes: number }
  | { readonly engine?: undefined; readonly why: string };

/** The engine that kind will use: the one that KIND_EXPERIMENTAL_PROVIDER names, else the first that is there. */
export async function findEngine(run: Run, env: Readonly<Record<string, string | undefined>>): Promise<EngineState> {
  const named = env.KIND_EXPERIMENTAL_PROVIDER as Engine | undefined;
  let why = '';
  for (const engine of named ? [named] : ENGINES) {
    const { code, stdout, stderr } = await run({
      tool: engine,
      args: ['info', '--format', engine === 'podman' ? 'json' : '{{json .}}'],
      timeoutMs: 30_000,
    });
    if (code === 127) continue;
    const memoryBytes = code === 0 ? memoryOf(stdout) : undefined;
    if (memoryBytes !== undefined) return { engine, memoryBytes };
    why = why || `${engine} does not answer: ${stderr.trim().split('\n').at(-1)}`;
  }
  return { why: why || `none of ${(named ? [named] : ENGINES).join(', ')} is installed` };
}

/** Bytes of memory of the machine that containers run on; undefined where the answer is none. */
function memoryOf(text: string): number | undefined {
  if (text.trim() === '') return 0; // --dry-run
  try {
    const { MemTotal, host, ServerErrors } = JSON.parse(text) as {
      MemTotal?: number;
      host?: { memTotal?: number };
      ServerErrors?: string[];
    };
    return ServerErrors?.length ? undefined : (MemTotal ?? host?.memTotal ?? 0);
  } catch {
    return undefined;
  }
}
