import { setTimeout as pause } from 'node:timers/promises';

/** Waits, and throws what the signal was aborted with as soon as it is. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined);
  signal?.throwIfAborted();
}
