import type { KindId } from './kinds';
import type { Listener } from './listeners';

/** A listener that routes can attach to, with whose it is. */
export interface Parent {
  readonly kind: KindId;
  readonly namespace: string;
  readonly name: string;
  readonly listener: Listener;
}

/** Listeners by the Gateway or ListenerSet that routes name. */
export class Parents {
  private readonly byOwner = new Map<string, Parent[]>();

  constructor(parents: readonly Parent[]) {
    for (const parent of parents) {
      const key = keyOf(parent.kind, parent.namespace, parent.name);
      const known = this.byOwner.get(key);
      if (known === undefined) this.byOwner.set(key, [parent]);
      else known.push(parent);
    }
  }

  public of(kind: KindId, namespace: string, name: string): readonly Parent[] {
    return this.byOwner.get(keyOf(kind, namespace, name)) ?? [];
  }
}

const keyOf = (kind: KindId, namespace: string, name: string) => `${kind} ${namespace}/${name}`;
