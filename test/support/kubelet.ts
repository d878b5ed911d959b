import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from './certificate';
import { type Lab, labTool } from './lab';
import { SHARED } from './shared';
import { freePort, startProgram } from './verify/process';

/** What there is to see of a pod for whoever looks into it with kubectl. */
export interface PlayedPod {
  readonly namespace: string;
  readonly name: string;
  /** Ports of the pod, and the ports of loopback that stand for them. */
  readonly ports?: Readonly<Record<number, number>>;
  /** Lines of its log. */
  readonly log?: readonly string[];
}

/** As container runtimes keep it. @see https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md */
const toLine = (line: string): string => `2026-01-01T00:00:00.000000000Z stdout F ${line}\n`;

const API = { apiVersion: 'kwok.x-k8s.io/v1alpha1' };

/**
 * Plays the kubelet of every node of a lab, which kwok does not unless it is told a port: `kubectl port-forward`, `exec`
 * and `logs` are answered here, by programs and ports of this machine.
 * @param programs folder of what `exec` runs, in front of the PATH
 * @see https://kwok.sigs.k8s.io/docs/user/port-forward-configuration/
 */
export async function startKubelet(lab: Lab, pods: readonly PlayedPod[], programs?: string): Promise<{ stop(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'ambient-kubelet-'));
  const config = join(folder, 'kwok.yaml');
  makeCertificate(folder, 'kubelet');
  const objects = [
    { ...API, kind: 'ClusterExec', metadata: { name: 'here' }, spec: { execs: [{ local: {} }] } },
    ...pods.flatMap((pod, index) => toObjects(pod, join(folder, `${index}.log`))),
  ];
  writeFileSync(config, objects.map(object => JSON.stringify(object)).join('\n---\n'));
  const port = await freePort();
  const certificate = ['--tls-cert-file', join(folder, 'tls.crt'), '--tls-private-key-file', join(folder, 'tls.key')];
  // nodes and pods are played already: this one has none to manage, and the stages of the other, since it asks for some
  const args = [
    ...['--kubeconfig', lab.kubeconfig, '--manage-single-node', 'none', '--server-address', `127.0.0.1:${port}`],
    ...[...certificate, '--config', config, '--config', join(SHARED, 'lab', 'kwok.yaml')],
  ];
  const child = await startProgram(labTool('kwok'), args, [port], programs);
  const status = {
    // the second one is for documentation: nobody answers there
    addresses: [
      { type: 'InternalIP', address: '127.0.0.1' },
      { type: 'ExternalIP', address: '192.0.2.1' },
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: port } },
  };
  for (const node of lab.kubectl(['get', 'nodes', '-o', 'name']).trim().split('\n')) {
    lab.kubectl(['patch', node, '--subresource=status', '--type=merge', '-p', JSON.stringify({ status })]);
  }
  return {
    stop: () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function toObjects({ namespace, name, ports = {}, log }: PlayedPod, file: string): object[] {
  const metadata = { name, namespace };
  const forwards = Object.entries(ports).map(([port, local]) => ({
    ports: [Number(port)],
    target: { port: local, address: '127.0.0.1' },
  }));
  const forward = { ...API, kind: 'PortForward', metadata, spec: { forwards } };
  if (log === undefined) return [forward];
  writeFileSync(file, log.map(toLine).join(''));
  return [forward, { ...API, kind: 'Logs', metadata, spec: { logs: [{ logsFile: file }] } }];
}
