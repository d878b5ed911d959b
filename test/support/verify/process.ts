import { type ChildProcess, spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { delimiter } from 'node:path';

/** A program that listens, for the time of a test. */
export interface RunningProgram {
  readonly port: number;
  stop(): void;
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/**
 * Starts a program and waits until its ports listen.
 * @param path a folder in front of its PATH
 */
export async function startProgram(
  command: string,
  args: readonly string[],
  ports: readonly number[],
  path = '',
): Promise<ChildProcess> {
  const env = { ...process.env, PATH: [path, process.env.PATH].join(delimiter) };
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], env });
  let said = '';
  child.on('error', ({ message }) => {
    said = `${message}; .ci/run installs it`;
  });
  child.stderr?.setEncoding('utf8').on('data', text => {
    said = (said + text).slice(-4000);
  });
  for (const port of ports) {
    for (let attempt = 0; !(await listens(port)); attempt++) {
      if (attempt > 300 || child.exitCode !== null || child.pid === undefined)
        throw new Error(`${command} does not listen on ${port}: ${said}`);
      await new Promise(done => setTimeout(done, 100));
    }
  }
  return child;
}

const listens = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
