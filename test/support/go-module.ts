import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Programs of a published Go module. */
export interface GoModule {
  readonly path: string;
  readonly version: string;
  /** What `go.sum` has of it: the build stops where the module is another. */
  readonly sum: string;
  /** Packages below the module that are programs, `.` for the module itself. */
  readonly packages: readonly string[];
  /** Build tags. @default - none */
  readonly tags?: readonly string[];
}

export interface GoPrograms {
  /** The path of a program, by the last part of its package. */
  program(name: string): string;
  remove(): void;
}

/** How long building may take where Go has not cached anything yet: the limit for a `beforeAll`. */
export const MODULE_BUILD_MS = 1_200_000;

/** Builds programs of a module as it was published, from its own lists of dependencies and their hashes. */
export function buildGoModule({ path, version, sum, packages, tags = [] }: GoModule): GoPrograms {
  const folder = mkdtempSync(join(tmpdir(), 'go-programs-'));
  chmodSync(folder, 0o755);
  const { Dir, Sum } = JSON.parse(go(['mod', 'download', '-json', `${path}@${version}`], folder));
  if (Sum !== sum) throw new Error(`${path}@${version} has the hash ${Sum}, expected ${sum}`);
  const sources = packages.map(each => (each === '.' ? each : `./${each}`));
  go(['build', '-mod=readonly', '-buildvcs=false', `-tags=${tags.join(',')}`, '-o', `${folder}/`, ...sources], Dir);
  return {
    program: name => join(folder, basename(name)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A workspace around the module, its own or ours, would bring other dependencies. */
function go(args: readonly string[], cwd: string): string {
  const env = { ...process.env, GOWORK: 'off' };
  const { error, status, stdout, stderr } = spawnSync('go', args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (error) throw new Error('go is not there: install Go 1.26 or later, or leave out the tests of test/cluster');
  if (status !== 0) throw new Error(stderr.trim());
  return stdout;
}
