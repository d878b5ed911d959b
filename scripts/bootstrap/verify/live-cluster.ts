import type { Kubectl } from '../kubectl/kubectl';
import type { LiveObject } from '../kubectl/live-object';

/** What is on the cluster, each kind read when it is first asked for. */
export class LiveCluster {
  private readonly lists = new Map<string, Promise<readonly LiveObject[]>>();

  constructor(private readonly kubectl: Pick<Kubectl, 'get'>) {}

  /** Every object of a resource such as `pods` or `gateways.gateway.networking.k8s.io`. */
  all(resource: string): Promise<readonly LiveObject[]> {
    const known = this.lists.get(resource) ?? this.kubectl.get([resource, '--all-namespaces']);
    this.lists.set(resource, known);
    return known;
  }

  /** Pods of a namespace that a selector chooses. */
  async pods(namespace: string, selector: Readonly<Record<string, string>>): Promise<LiveObject[]> {
    const pods = await this.all('pods');
    return pods.filter(
      ({ metadata }) =>
        metadata.namespace === namespace &&
        metadata.deletionTimestamp === undefined &&
        Object.entries(selector).every(([key, value]) => metadata.labels?.[key] === value),
    );
  }

  /** A value of a Secret, decoded; absent where there is no such Secret or value. */
  async secretValue(namespace: string, name: string, key: string): Promise<string | undefined> {
    const found = await this.kubectl.get(['secret', name, '-n', namespace, '--ignore-not-found']);
    const encoded = (found[0]?.data as Record<string, string> | undefined)?.[key];
    return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
  }
}
