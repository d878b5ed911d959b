import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { MARK, toKustomizeFiles } from './files';

export const USAGE = `usage: npm run kustomize -- [DIR] [--source NAME] [--namespace NAME] [--path PATH] [--after NAME]...

Writes, beside a folder that npm run synth wrote, a kustomization.yaml that applies its files in their order:

  kubectl apply --server-side -k .

For a mesh that Flux installs it also writes flux.yaml: two Kustomizations of Flux, the mesh and what needs its
definitions. Commit all of it and the folder to the repository that Flux reads, and apply flux.yaml once.

  DIR               the synthesized folder (default dist)
  --source NAME     Flux's GitRepository of that repository (default flux-system)
  --namespace NAME  where that and the Kustomizations are (default flux-system)
  --path PATH       where the folder flux is in that repository (default ./flux)
  --after NAME      a Kustomization that has to be ready before, such as one that installs cert-manager
  --help            this text
`;

/** Where a run of the command prints. */
export interface Output {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** Runs the command and returns its exit code: 0 done, 1 nothing to write from or over, 2 wrong arguments. */
export function runKustomize(args: readonly string[], { print, complain }: Output): number {
  const flags = parseFlags(args);
  if (typeof flags === 'string') {
    complain(`error: ${flags}\n\n${USAGE}`);
    return 2;
  }
  if (flags.help) {
    print(USAGE);
    return 0;
  }
  const folder = resolve(flags.folder);
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter(name => name.endsWith('.yaml'))
        .sort()
    : [];
  if (names.length === 0) {
    complain(`error: no manifests in ${flags.folder}; run npm run synth first\n`);
    return 1;
  }
  const files = names.map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  const written = toKustomizeFiles(basename(folder), files, flags);
  const foreign = Object.keys(written).filter(path => isForeign(join(dirname(folder), path)));
  for (const path of foreign) complain(`error: ${path} was not written by this command; move it away\n`);
  if (foreign.length > 0) return 1;
  for (const [path, text] of Object.entries(written)) {
    const target = join(dirname(folder), path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    print(`${path}\n`);
  }
  return 0;
}

const isForeign = (path: string): boolean => existsSync(path) && !readFileSync(path, 'utf8').startsWith(MARK);

/** The flags, or what is wrong with them. */
function parseFlags(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        source: { type: 'string' },
        namespace: { type: 'string' },
        path: { type: 'string' },
        after: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const [folder = 'dist', ...more] = positionals;
    return more.length > 0 ? `one folder at a time, not ${positionals.join(', ')}` : { ...values, folder };
  } catch (error) {
    return (error as Error).message.split('. ')[0];
  }
}
