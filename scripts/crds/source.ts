import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Faults } from './faults';
import type { CrdEntry } from './lock';

/** Bytes as they were found, and where. */
export interface CrdFound {
  readonly from: string;
  readonly bytes: Buffer;
}

/** Gets the bytes of an entry, unchecked; throws Faults where there are none. */
export type CrdSource = (entry: CrdEntry) => Promise<CrdFound>;

/** How long and how often a download is tried. */
export interface DownloadLimits {
  /** @default 3 */
  readonly attempts?: number;
  /** Milliseconds that one attempt may take. @default 30000 */
  readonly timeoutMs?: number;
  /** Milliseconds before the second attempt, doubled before each one after. @default 1000 */
  readonly pauseMs?: number;
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const DOWNLOAD_CURE = 'let this machine reach the URLs, or name a folder with the files in CRDS_DIR (docs/crds.md)';
const NO_FOLDER_CURE = 'name a folder with the published files in CRDS_DIR or --crds-dir, or none to download them';
const FOLDER_CURE = 'put the published files into CRDS_DIR, under any name';

/** What `fetch` threw: the error beneath says why (`getaddrinfo ENOTFOUND …`), the one on top only "fetch failed". */
function reason(error: unknown, timeoutMs: number): string {
  if ((error as Error).name === 'TimeoutError') return `no answer within ${timeoutMs} ms`;
  const cause = (error as Error).cause;
  return cause instanceof Error && cause.message !== '' ? cause.message : (error as Error).message;
}

/** Downloads every entry from its URL; tries again after a broken connection, a 429 and a 5xx. */
export function download(limits: DownloadLimits = {}): CrdSource {
  const { attempts = 3, timeoutMs = 30_000, pauseMs = 1_000 } = limits;
  return async ({ url }) => {
    let failure = '';
    for (let attempt = 1; attempt <= attempts; attempt++) {
      if (attempt > 1) await pause(pauseMs * 2 ** (attempt - 2));
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
        if (response.ok) return { from: url, bytes: Buffer.from(await response.arrayBuffer()) };
        failure = `HTTP ${response.status}`;
        await response.body?.cancel();
        if (response.status < 500 && response.status !== 429) break;
      } catch (error) {
        failure = reason(error, timeoutMs);
      }
    }
    throw new Faults([`${url} could not be downloaded: ${failure}`], [DOWNLOAD_CURE]);
  };
}

/** Reads every entry from a folder: under its `file`, else whichever file there has its hash. */
export function folder(path: string): CrdSource {
  const root = resolve(path);
  if (!existsSync(root) || !statSync(root).isDirectory())
    throw new Faults([`CRDS_DIR: there is no folder ${root}`], [NO_FOLDER_CURE]);
  const read = (file: string): CrdFound => ({ from: file, bytes: readFileSync(file) });
  return async entry => {
    const expected = join(root, entry.file);
    if (existsSync(expected)) return read(expected);
    const twin = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(file => file.isFile())
      .map(file => join(file.parentPath ?? file.path, file.name))
      .find(file => statSync(file).size === entry.bytes && sha256(readFileSync(file)) === entry.sha256);
    if (twin !== undefined) return read(twin);
    throw new Faults(
      [
        [
          `${entry.file} is not in ${root}, and no file there has its hash`,
          `  expected  ${entry.sha256} (${entry.bytes} bytes) as published at ${entry.url}`,
        ].join('\n'),
      ],
      [FOLDER_CURE],
    );
  };
}
