import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Applied } from '../templates-program';
import { ApiClient } from './api-client';
import { playIstioCni } from './cni-player';
import { playIstiod } from './player';

const [, , kubeconfig, madeFile, parent] = process.argv;
const made = new Map<string, readonly Applied[]>(JSON.parse(readFileSync(madeFile, 'utf8')));
const api = new ApiClient(kubeconfig);

/** An API server that is away is nothing unusual here: the next round will find it. */
async function play(): Promise<void> {
  for (;;) {
    try {
      await playIstiod(api, made);
      await playIstioCni(api);
    } catch (error) {
      process.stderr.write(`${(error as Error).message}\n`);
    }
    await pause(150);
    if (!isRunning(Number(parent))) return;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

void play();
