import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KubernetesObject, only } from './synthesize';

const NOBODY = 65534;

/** What runs in the place of the one container of a Deployment. */
export interface RunningContainer {
  /** The port that the container names. */
  readonly port: number;
  /** The container as it was synthesized. */
  readonly container: KubernetesObject;
  /** Everything that it wrote to its output and errors. */
  log(): string;
  /** Where a mounted folder lies on this machine. */
  folder(mountPath: string): string;
  /** Ends it, and waits for that. */
  stop(): Promise<void>;
}

export interface ContainerOptions {
  /** What the image calls its entrypoint. @default - the synthesized command says it */
  readonly entrypoint?: string;
  /** Folders to mount in the place of Secrets, by mount path. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Resolves once it answers. */
  readonly answers: (port: number) => Promise<unknown>;
  /** The signal that ends it without an error. @default 'SIGTERM' */
  readonly stopSignal?: NodeJS.Signals;
}

/**
 * Runs command and arguments of a Deployment as a user without privileges, with its ConfigMaps where the command looks
 * for them. A folder of this machine stands in for each mount path, in arguments and in the files of ConfigMaps.
 */
export async function runContainer(objects: KubernetesObject[], options: ContainerOptions): Promise<RunningContainer> {
  const { spec } = only(objects, 'Deployment').spec.template;
  const [container] = spec.containers;
  const root = mkdtempSync(join(tmpdir(), 'container-'));
  chmodSync(root, 0o755);
  const mounts = mountAll(objects, spec, root, options.secrets ?? {});
  const moved = (text: string) => mounts.reduce((done, { path, folder }) => done.replaceAll(path, folder), text);
  for (const { file, text } of mounts.flatMap(mount => mount.files)) writeFileSync(file, moved(text), { mode: 0o644 });

  // nginx opens /dev/stdout by name, which a socket between parent and child would not allow
  const logFile = join(root, 'log');
  const output = openSync(logFile, 'a', 0o666);
  chmodSync(logFile, 0o666);
  const words: string[] = [...(container.command ?? [options.entrypoint]), ...(container.args ?? [])].map(moved);
  const server = spawn(words[0], words.slice(1), {
    uid: NOBODY,
    gid: NOBODY,
    cwd: '/',
    env: { PATH: '/usr/sbin:/usr/bin' },
    stdio: ['ignore', output, output],
  });
  const running: RunningContainer = {
    port: container.ports[0].containerPort,
    container,
    log: () => readFileSync(logFile, 'utf8'),
    folder: mountPath => moved(mountPath),
    stop: async () => {
      if (server.exitCode === null) {
        await new Promise(done => server.once('exit', done).kill(options.stopSignal ?? 'SIGTERM'));
      }
      rmSync(root, { recursive: true });
    },
  };
  await answering(running, server, options.answers);
  return running;
}

interface Mounted {
  readonly path: string;
  readonly folder: string;
  readonly files: readonly { readonly file: string; readonly text: string }[];
}

/** A folder for each mount but /tmp, which is one already. */
function mountAll(
  objects: KubernetesObject[],
  // biome-ignore lint/suspicious/noExplicitAny: a pod as it was synthesized
  spec: any,
  root: string,
  secrets: Readonly<Record<string, string>>,
): Mounted[] {
  const mounts: { mountPath: string; name: string }[] = spec.containers[0].volumeMounts ?? [];
  return mounts
    .filter(({ mountPath }) => mountPath !== '/tmp')
    .map(({ mountPath: path, name }) => {
      const folder = join(root, name);
      mkdirSync(folder, { mode: 0o777 });
      chmodSync(folder, 0o777);
      const volume = spec.volumes.find((each: { name: string }) => each.name === name);
      if (volume.secret) cpSync(secrets[path], folder, { recursive: true });
      const config = objects.find(
        ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === volume.configMap?.name,
      );
      const files = Object.entries<string>(config?.data ?? {});
      return { path, folder, files: files.map(([file, text]) => ({ file: join(folder, file), text })) };
    });
}

async function answering(
  running: RunningContainer,
  server: ChildProcess,
  answers: ContainerOptions['answers'],
): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await answers(running.port).catch(() => undefined)) return;
    if (server.exitCode !== null) throw new Error(`it ended: ${running.log()}`);
    await new Promise(done => setTimeout(done, 100));
  }
  throw new Error(`no answer: ${running.log()}`);
}
