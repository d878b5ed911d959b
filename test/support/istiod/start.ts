import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../commands';
import type { Lab } from '../lab';
import { type Applied, buildTemplatesProgram } from '../templates-program';

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

export interface PlayedIstiod {
  readonly log: string;
  stop(): void;
}

/** What istiod's templates make of the Gateways among the objects of a topology. */
export function deployedFor(objects: readonly unknown[]): [string, Applied[]][] {
  const program = buildTemplatesProgram();
  const made = new Map<string, Applied[]>();
  for (const applied of program.deployObjects(objects, objects)) {
    const { namespace, labels } = applied.metadata as { namespace?: string; labels?: Record<string, string> };
    const key = `${namespace}/${labels?.[GATEWAY_NAME]}`;
    made.set(key, [...(made.get(key) ?? []), applied]);
  }
  program.remove();
  return [...made];
}

/** Plays istiod and istio-cni on a lab, in a process of its own, until it is stopped or this process ends. */
export function startIstiod(lab: Lab, made: [string, Applied[]][]): PlayedIstiod {
  const folder = mkdtempSync(join(tmpdir(), 'ambient-istiod-'));
  const file = join(folder, 'made.json');
  const log = join(folder, 'log');
  writeFileSync(file, JSON.stringify(made));
  const args = [
    '--require',
    './scripts/register.js',
    join(__dirname, 'main.ts'),
    lab.kubeconfig,
    file,
    `${process.pid}`,
  ];
  const child = spawn('node', args, { cwd: ROOT, stdio: ['ignore', 'ignore', openSync(log, 'w')] });
  return {
    log,
    stop: () => {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
