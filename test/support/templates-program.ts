import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';

const SOURCES = join(__dirname, '..', 'go', 'templates');

/** How long building may take where Go has not cached anything yet: the limit for a `beforeAll`. */
export const BUILD_MS = 600_000;

/** An object that istiod applies, in the fields that it owns. */
export interface Applied {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

/** The program of test/go/templates, which runs injector templates as istiod does. */
export interface TemplatesProgram {
  /** What istiod with this mesh applies for the Gateways of each file, by the file's name without its ending. */
  deploy(mesh: readonly unknown[], files: readonly string[]): Record<string, Applied[]>;
  /** The same for objects. */
  deployObjects(mesh: readonly unknown[], objects: readonly unknown[]): Applied[];
  remove(): void;
}

/** Builds the program; fails with the cure where Go is missing. */
export function buildTemplatesProgram(): TemplatesProgram {
  const folder = mkdtempSync(join(tmpdir(), 'ambient-templates-'));
  const program = join(folder, 'templates');
  run('go', ['build', '-o', program, '.'], SOURCES);
  const deploy = (mesh: readonly unknown[], files: readonly string[]) => {
    const meshFile = join(folder, 'mesh.yaml');
    writeFileSync(meshFile, Yaml.stringify(...mesh));
    return JSON.parse(run(program, ['-mesh', meshFile, ...files], folder));
  };
  return {
    deploy,
    deployObjects: (mesh, objects) => {
      const file = join(folder, 'objects.yaml');
      writeFileSync(file, Yaml.stringify(...objects));
      return deploy(mesh, [file]).objects;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function run(command: string, args: readonly string[], cwd: string): string {
  const { error, status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') {
    throw new Error(`${command} is not there: install Go 1.26 or later, or leave out the tests of test/cluster`);
  }
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(stderr.trim());
  return stdout;
}
