import { type ChildProcess, spawn } from 'node:child_process';
import { problem } from '../problems';

/** How long kubectl may take until its port listens. */
const OPEN_MS = 15_000;

/** A port of this host that kubectl leads to a pod or Service, until it is closed. */
export class PortForward {
  private constructor(
    private readonly child: ChildProcess,
    readonly address: { readonly host: string; readonly port: number },
  ) {}

  /** @param target what kubectl is told: `-n NAMESPACE service/NAME` */
  static open(context: string, target: readonly string[], port: number): Promise<PortForward> {
    const args = ['--context', context, 'port-forward', '--address', '127.0.0.1', ...target, `:${port}`];
    const child = spawn('kubectl', args, { stdio: ['ignore', 'pipe', 'pipe'], env: process.env });
    return new Promise((resolve, reject) => {
      let said = '';
      const fail = (why: string) => {
        clearTimeout(timer);
        child.kill();
        reject(
          problem(
            'AMB960',
            `no port-forward to ${target.at(-1)}: ${why}`,
            'see whether the pod runs and kubectl can reach it',
          ),
        );
      };
      const timer = setTimeout(() => fail(`not open within ${OPEN_MS / 1000} s`), OPEN_MS);
      child.stderr.setEncoding('utf8').on('data', text => (said += text));
      child.stdout.setEncoding('utf8').on('data', text => {
        const opened = /Forwarding from 127\.0\.0\.1:(\d+)/.exec(text);
        if (opened === null) return;
        clearTimeout(timer);
        resolve(new PortForward(child, { host: '127.0.0.1', port: Number(opened[1]) }));
      });
      child.on('error', error => fail(error.message));
      child.on('close', () => fail(said.trim().split('\n').at(-1) || 'kubectl ended'));
    });
  }

  close(): void {
    this.child.kill();
  }
}
