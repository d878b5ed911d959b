import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Lab, labTool } from '../lab';

export interface Container {
  readonly labels: Readonly<Record<string, string>>;
  /** As `--publish` had them. */
  readonly ports: readonly string[];
  readonly image: string;
}

/** A container engine that is none: it records its calls, and its nodes are the lab. */
export interface Engine {
  /** Goes in front of the PATH. */
  readonly path: string;
  readonly program: string;
  /** With a kubeconfig of its own, which knows no cluster at first. */
  readonly env: Readonly<Record<string, string>>;
  calls(): string[];
  containers(): Readonly<Record<string, Container>>;
  /** Puts containers there that nobody has made with kind. */
  pretend(containers: Readonly<Record<string, Container>>): void;
}

export function startEngine(folder: string, lab: Lab): Engine {
  const path = join(folder, 'engine');
  const program = join(path, 'docker');
  const kubeconfig = join(folder, 'kubeconfig');
  const containers = join(path, 'containers');
  mkdirSync(containers, { recursive: true });
  symlinkSync(join(__dirname, 'docker.js'), program);
  writeFileSync(kubeconfig, '');
  const names = () => readdirSync(containers).filter(name => !name.startsWith('.'));
  return {
    path,
    program,
    env: {
      ENGINE: path,
      LAB_KUBECONFIG: lab.kubeconfig,
      LAB_KUBECTL: labTool('kubectl'),
      KUBECONFIG: kubeconfig,
      KIND_EXPERIMENTAL_PROVIDER: 'docker',
    },
    calls: () => readFileSync(join(path, 'calls'), 'utf8').trimEnd().split('\n'),
    containers: () =>
      Object.fromEntries(names().map(name => [name, JSON.parse(readFileSync(join(containers, name), 'utf8'))])),
    pretend: made => {
      for (const name of names()) rmSync(join(containers, name));
      for (const [name, container] of Object.entries(made))
        writeFileSync(join(containers, name), JSON.stringify(container));
    },
  };
}
