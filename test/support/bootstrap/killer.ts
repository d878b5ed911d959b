import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Stands in front of a program, notes its calls, and in one of them, while it is under way, ends the whole process
 * group with SIGKILL: in the call whose arguments are the second line of `lethal`, so many seconds after its start as the
 * first line says.
 */
export const KILLER_SCRIPT = `#!/usr/bin/env bash
echo "$*" >>"$KILLER/calls"
{ read -r after how; IFS= read -r lethal; } <"$KILLER/lethal"
words="$*"
[ "$how" = start ] && words=\${words:0:\${#lethal}}
if [ "$words" != "$lethal" ]; then exec "$REAL" "$@"; fi
"$REAL" "$@" <&0 &
sleep "$after"
echo "$*" >>"$KILLER/struck"
kill -KILL 0
`;

/** A program that may be struck in any of its calls. */
export interface Killer {
  /** Goes in front of the PATH. */
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  /** Strikes the next run in the first call with these arguments, so many seconds after that began. */
  arm(call: string, after: number): void;
  /** The same for the first call whose arguments start so. */
  armStart(start: string, after: number): void;
  /** Lets the next run be. */
  disarm(): void;
  /** The calls since it was armed. */
  calls(): string[];
  /** The calls in which it has struck so far. */
  struck(): string[];
}

export function killer(folder: string, program: string, real: string): Killer {
  const path = join(folder, 'bin');
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, program), KILLER_SCRIPT);
  chmodSync(join(path, program), 0o755);
  const lines = (name: string) => {
    const file = join(folder, name);
    return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  };
  const arm = (call: string, after: number, how = 'whole') => {
    rmSync(join(folder, 'calls'), { force: true });
    writeFileSync(join(folder, 'lethal'), `${after.toFixed(3)} ${how}\n${call}\n`);
  };
  return {
    path,
    env: { KILLER: folder, REAL: real },
    arm,
    armStart: (start, after) => arm(start, after, 'start'),
    disarm: () => arm('', 0),
    calls: () => lines('calls'),
    struck: () => lines('struck'),
  };
}

/** Numbers from 0 to 1 that a seed decides. @see https://github.com/cprosche/mulberry32 */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
