import type { Cluster, Stored } from './cluster';
import {
  CONFIG_MAP,
  GATEWAY,
  type KindId,
  kindId,
  LISTENER_SET,
  REFERENCE_GRANT,
  ROUTES,
  SECRET,
  SERVICE,
} from './kinds';

/** A reference from an object in one namespace to one in another. */
export interface Reference {
  readonly from: KindId;
  readonly fromNamespace: string;
  readonly to: KindId;
  readonly toNamespace: string;
  readonly name: string;
}

interface GrantSpec {
  readonly from: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[];
  readonly to: readonly { readonly group: string; readonly kind: string; readonly name?: string }[];
}

/** What a grant may speak of, as far as istiod reads it; the rest of a grant is passed over. */
const FROM: ReadonlySet<KindId> = new Set([GATEWAY, LISTENER_SET, ...ROUTES]);
const TO: ReadonlySet<KindId> = new Set([
  CONFIG_MAP,
  SECRET,
  SERVICE,
  kindId('inference.networking.k8s.io', 'InferencePool'),
]);

/**
 * Which references across namespaces are permitted by ReferenceGrants.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gatewaycommon/references.go
 */
export class Grants {
  /** Names by the two ends of a reference; the empty name stands for any. */
  private readonly names = new Map<string, Set<string>>();

  constructor(cluster: Cluster) {
    for (const grant of cluster.ofKind(REFERENCE_GRANT)) this.add(grant);
  }

  public allow({ name, ...ends }: Reference): boolean {
    const names = this.names.get(keyOf(ends));
    return names !== undefined && (names.has('') || names.has(name));
  }

  private add({ namespace: toNamespace, object }: Stored): void {
    const { from: sources, to: targets } = object.spec as GrantSpec;
    for (const source of sources) {
      const from = kindId(source.group, source.kind);
      for (const target of targets) {
        const to = kindId(target.group, target.kind);
        if (!FROM.has(from) || !TO.has(to)) continue;
        const key = keyOf({ from, fromNamespace: source.namespace, to, toNamespace });
        const names = this.names.get(key) ?? new Set();
        this.names.set(key, names.add(target.name ?? ''));
      }
    }
  }
}

const keyOf = ({ from, fromNamespace, to, toNamespace }: Omit<Reference, 'name'>): string =>
  `${from} ${fromNamespace} ${to} ${toNamespace}`;
