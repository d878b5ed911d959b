import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_VERSION } from '../../../lib/mesh/versions';
import type { LiveObject } from '../../../scripts/bootstrap/kubectl/live-object';
import { OUTSIDER } from '../../../scripts/bootstrap/verify/mesh/outsider';
import { MESH_SOCKETS } from '../../../scripts/bootstrap/verify/mesh/sockets';
import type { PlayedPod } from '../kubelet';
import { recorded } from './members';

/** What ztunnel and istiod would say of pods on a cluster where neither runs. */
export interface PlayedMesh {
  readonly pods: readonly PlayedPod[];
  /** Folder of the programs that are looked for in pods. */
  readonly programs: string;
  stop(): void;
}

/** Who is spoken to in the first connection of the recorded log. */
const DESTINATION = 'spiffe://cluster.local/ns/bookinfo/sa/bookinfo-details';

const identityOf = ({ metadata, spec }: LiveObject): string =>
  `spiffe://cluster.local/ns/${metadata.namespace}/sa/${spec.serviceAccountName}`;

/** Plays a sound mesh around pods: what ztunnel and istiod were recorded to say, of these pods. */
export async function playMesh(members: readonly LiveObject[], ztunnels: readonly LiveObject[]): Promise<PlayedMesh> {
  const folder = mkdtempSync(join(tmpdir(), 'ambient-mesh-'));
  const dump = JSON.stringify(dumpOf(members));
  const admin = createServer((_, response) => response.end(dump)).listen(0, '127.0.0.1');
  await new Promise(done => admin.once('listening', done));
  const [connection] = recorded('ztunnel-log.txt').split('\n');
  const log = members.map(pod => connection.replaceAll(DESTINATION, identityOf(pod)));
  const namespaces = new Set(members.map(({ metadata }) => metadata.namespace));
  writePrograms(folder, ztunnels);
  return {
    pods: [
      ...ztunnels.map(({ metadata: { name, namespace = '' } }) => {
        const ports = { 15000: (admin.address() as AddressInfo).port };
        return { name, namespace, ports, log };
      }),
      // curl's code for a connection that the other side has reset
      { ...OUTSIDER, log: [...namespaces].map(() => '000 56') },
    ],
    programs: folder,
    stop: () => {
      admin.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The first workload and the first certificate of the recorded dump, once for each pod. */
function dumpOf(members: readonly LiveObject[]): object {
  const { workloads, certificates } = JSON.parse(recorded('ztunnel-dump.json'));
  const [workload] = Object.values<object>(workloads);
  const certificate = Object.values<{ state: string }>(certificates).find(({ state }) => state === 'Available');
  return {
    workloads: members.map(({ metadata: { name, namespace }, status }) => ({
      ...workload,
      ...{ name, namespace, workloadIps: [status?.podIP] },
    })),
    certificates: members.map(pod => ({ ...certificate, identity: identityOf(pod) })),
  };
}

/** What is run in the pods of istiod, and in those of apps. */
function writePrograms(folder: string, ztunnels: readonly LiveObject[]): void {
  const [told] = JSON.parse(recorded('syncz.json'));
  const statuses = ztunnels.map(({ metadata: { name, namespace } }) => ({
    ...told,
    ...{ proxy: `${name}.${namespace}`, istio_version: DEFAULT_VERSION },
  }));
  const sockets = MESH_SOCKETS.map(({ port }, index) => {
    const local = `00000000:${port.toString(16).toUpperCase().padStart(4, '0')}`;
    return `   ${index}: ${local} 00000000:0000 0A 00000000:00000000 00:00000000 00000000 1337 0 1 1 0 100 0 0 10 0`;
  });
  const print = (program: string, text: string) => {
    const file = join(folder, program);
    writeFileSync(`${file}.txt`, `${text}\n`);
    writeFileSync(file, `#!/bin/sh\nexec /bin/cat '${file}.txt'\n`);
    chmodSync(file, 0o755);
  };
  print('pilot-discovery', JSON.stringify(statuses));
  print('cat', ['  sl  local_address rem_address   st', ...sockets].join('\n'));
}
