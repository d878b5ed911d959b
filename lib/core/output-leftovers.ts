import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** A name beside the output folder that tells the next run which process to ask after. */
export function beside(folder: string, role: 'new' | 'old'): string {
  const name = `.${path.basename(folder)}.synth-${process.pid}-${randomBytes(4).toString('hex')}.${role}`;
  return path.join(path.dirname(folder), name);
}

/** Brings back what a run that was killed between its two renames had moved aside, and removes what it left. */
export function recover(folder: string): void {
  const parent = path.dirname(folder);
  const leftovers = fs.existsSync(parent) ? fs.readdirSync(parent).filter(name => isLeftover(name, folder)) : [];
  for (const name of leftovers) {
    const leftover = path.join(parent, name);
    if (name.endsWith('.old') && !fs.existsSync(folder)) fs.renameSync(leftover, folder);
    else remove(leftover);
  }
}

/**
 * Removes a folder beside the output folder, also one whose permissions forbid it. What cannot be removed stays for the
 * next run: the output does not depend on it.
 */
export function remove(folder: string): void {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
  } catch {
    try {
      allowRemoval(folder);
      fs.rmSync(folder, { recursive: true, force: true });
    } catch {
      // another run is at it, or the files are of another user
    }
  }
}

/** Only folders: a file is removed by the permissions of what holds it. */
function allowRemoval(folder: string): void {
  fs.chmodSync(folder, 0o700);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) allowRemoval(path.join(folder, entry.name));
  }
}

function isLeftover(name: string, folder: string): boolean {
  const prefix = `.${path.basename(folder)}.synth-`;
  const match = name.startsWith(prefix) ? /^(\d+)-[0-9a-f]{8}\.(?:new|old)$/.exec(name.slice(prefix.length)) : null;
  return match !== null && !isRunning(Number(match[1]));
}

/** Whether another process of that id is there; this one has nothing half-written when it asks. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return codeOf(thrown) === 'EPERM';
  }
}

/** The code of an error of the file system, as in `ENOENT`. */
export function codeOf(thrown: unknown): string {
  return String((thrown as NodeJS.ErrnoException)?.code);
}
