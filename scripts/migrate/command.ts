import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, toFinding } from '../../lib/core/findings';
import { toPlanDocument } from './ambient/document';
import { planMove } from './ambient/plan';
import { PLAN_SHAPES } from './ambient/shapes';
import { readCluster } from './cluster';
import { readFiles } from './files';
import { parseTask, type Task, USAGE } from './flags';
import { convertIngresses } from './ingress/convert';
import { INGRESS_SHAPES } from './ingress/shapes';
import type { Manifest, ReadFile } from './manifest';
import { toManifests } from './output/manifests';
import { toTypeScript } from './output/typescript';
import { formatRemarks } from './remarks';
import { checkShapes } from './shape';

/** Where a run of the command writes to. */
export interface Output {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** Runs the command and returns its exit code. */
export function runMigrate(args: readonly string[], output: Output): number {
  const task = parseTask(args);
  if (typeof task === 'string') {
    output.complain(`${task}\n\n${USAGE}`);
    return 2;
  }
  if (task.type === 'help') {
    output.print(USAGE);
    return 0;
  }
  const { manifests, faults } = read(task);
  if (faults.length > 0) {
    output.complain(`${formatRemarks(faults.map(unreadable))}\n`);
    return 2;
  }
  return task.type === 'plan' ? printPlan(manifests, output) : writeRoutes(task, manifests, output);
}

function read({ type, from: { files, cluster } }: Exclude<Task, { type: 'help' }>): ReadFile {
  const ofFiles = readFiles(files);
  const live = cluster === undefined ? { manifests: [], faults: [] } : readCluster(type, cluster.context);
  const { manifests, faults } = checkShapes(
    [...ofFiles.manifests, ...live.manifests],
    type === 'plan' ? PLAN_SHAPES : INGRESS_SHAPES,
  );
  return { manifests, faults: [...ofFiles.faults, ...live.faults, ...faults] };
}

function unreadable({ place, message }: ReadFile['faults'][number]): Finding {
  const fault = {
    path: place,
    found: message,
    expected: 'manifests in YAML or JSON, or a cluster that kubectl reaches',
    cure: 'name another file or context, or mend it',
  };
  return toFinding('AMB750', 'error', fault);
}

function printPlan(manifests: readonly Manifest[], { print, complain }: Output): number {
  const plan = planMove(manifests);
  print(toPlanDocument(plan));
  return report(plan.remarks.findings, complain);
}

function writeRoutes(
  task: Task & { type: 'routes' },
  manifests: readonly Manifest[],
  { print, complain }: Output,
): number {
  const { gateway, ingressClass } = task;
  const migration = convertIngresses(manifests, gateway, ingressClass);
  const { yaml, findings } = toManifests(migration, gateway);
  const typescript = toTypeScript(migration, gateway);
  if (task.output === undefined) print(task.print === 'yaml' ? yaml : typescript);
  else {
    const unwritable = write(task.output, { 'routes.yaml': yaml, 'routes.ts': typescript });
    if (unwritable !== undefined) {
      complain(`${unwritable}\n`);
      return 2;
    }
  }
  const namespaces = [...new Set(migration.routes.map(({ namespace }) => namespace))].sort();
  const { routes, affinities } = migration;
  complain(`HTTPRoutes: ${routes.length}, DestinationRules: ${affinities.length}\n`);
  if (namespaces.length > 0) {
    const owner = `Gateway ${gateway.namespace}/${gateway.name}`;
    complain(`listeners of ${owner} have to admit routes of: ${namespaces.join(', ')}\n`);
  }
  return report([...migration.remarks.findings, ...findings], complain);
}

/** Writes files into a folder; returns what keeps it from doing so. */
function write(folder: string, files: Readonly<Record<string, string>>): string | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function report(findings: readonly Finding[], complain: (text: string) => void): number {
  if (findings.length > 0) complain(`\n${formatRemarks(findings)}\n`);
  return findings.some(({ level }) => level === 'error') ? 1 : 0;
}
