import type { Kubectl } from '../../kubectl/kubectl';
import type { LiveObject } from '../../kubectl/live-object';
import { problem } from '../../problems';
import type { Outcome } from '../../process';
import { request } from '../http/request';
import { PortForward } from '../port-forward';
import { type Knock, knockFromOutside } from './outsider';
import type { SyncStatus } from './sync-status';
import { parseZtunnelDump, type ZtunnelDump } from './ztunnel-dump';
import { parseZtunnelLog, type ZtunnelAccess } from './ztunnel-log';

/** Where the parts of the mesh say what they know. */
export interface MeshSource {
  /** What a ztunnel pod knows. */
  ztunnelDump(pod: LiveObject): Promise<ZtunnelDump>;
  /** Connections in the log of a ztunnel pod. */
  ztunnelLog(pod: LiveObject): Promise<ZtunnelAccess[]>;
  /** What istiod knows of its proxies, all of its pods together. */
  syncStatus(istiod: readonly LiveObject[]): Promise<SyncStatus[]>;
  /** Runs a command in a pod. */
  exec(pod: LiveObject, command: readonly string[]): Promise<Outcome>;
  /** Asks for URLs in plain text, from outside of the mesh. */
  knock(urls: readonly string[]): Promise<readonly Knock[]>;
}

/** Where ztunnel answers questions, to its own pod only. */
const ADMIN_PORT = 15000;
const LOG_LINES = 5000;

/** The mesh on a cluster, by the user's kubectl. */
export class KubectlMesh implements MeshSource {
  /** @param proxyImage an image with curl in it, for the one who asks from outside */
  constructor(
    private readonly kubectl: Kubectl,
    private readonly proxyImage: string,
  ) {}

  async ztunnelDump({ metadata }: LiveObject): Promise<ZtunnelDump> {
    const target = ['-n', metadata.namespace ?? 'default', `pod/${metadata.name}`];
    const forward = await PortForward.open(this.kubectl.context, target, ADMIN_PORT);
    try {
      const { status, body } = await request({
        ...forward.address,
        scheme: 'http',
        path: '/config_dump',
        longest: 2 ** 28,
      });
      if (status !== 200) throw problem('AMB961', `ztunnel ${metadata.name} answers ${status}`, 'look at its log');
      return parseZtunnelDump(body);
    } finally {
      forward.close();
    }
  }

  async ztunnelLog({ metadata }: LiveObject): Promise<ZtunnelAccess[]> {
    const target = ['logs', '-n', metadata.namespace ?? 'default', metadata.name, `--tail=${LOG_LINES}`];
    return parseZtunnelLog(await this.kubectl.text(target));
  }

  async syncStatus(istiod: readonly LiveObject[]): Promise<SyncStatus[]> {
    const statuses: SyncStatus[] = [];
    for (const pod of istiod) {
      const { code, stdout, stderr } = await this.exec(pod, ['pilot-discovery', 'request', 'GET', '/debug/syncz']);
      if (code !== 0)
        throw problem('AMB961', `istiod ${pod.metadata.name} does not tell: ${stderr.trim()}`, 'look at its log');
      statuses.push(...(JSON.parse(stdout) as SyncStatus[]));
    }
    return statuses;
  }

  exec({ metadata }: LiveObject, command: readonly string[]): Promise<Outcome> {
    return this.kubectl.attempt(['exec', '-n', metadata.namespace ?? 'default', metadata.name, '--', ...command]);
  }

  knock(urls: readonly string[]): Promise<readonly Knock[]> {
    return knockFromOutside(this.kubectl, this.proxyImage, urls);
  }
}
