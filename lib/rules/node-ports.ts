import type { ObjectIndex } from '../core/object-index';
import { describe, type Stored } from './model/cluster';
import { SERVICE } from './model/kinds';
import { modelOf } from './model/model';
import { overlaysOf, parametersInUse, statedPorts } from './model/overlays';

/** A node port that is asked for. */
export interface NodePort {
  /** The Service, or the ConfigMap of parameters. */
  readonly stored: Stored;
  /** Whose it is, in the words of a message. */
  readonly owner: string;
  readonly number: unknown;
  readonly protocol: unknown;
}

/** Every node port that a Service, or the parameters of a Gateway, ask for. */
export function* nodePorts(index: ObjectIndex): Iterable<NodePort> {
  const model = modelOf(index);
  for (const stored of model.cluster.ofKind(SERVICE)) yield* asked(stored, describe(stored), stored.object);
  for (const [map, users] of parametersInUse(model)) {
    const service = overlaysOf(map).find(({ key }) => key === 'service')?.value;
    for (const { stored } of users) yield* asked(map, describe(stored), service);
  }
}

function* asked(stored: Stored, owner: string, service: Readonly<Record<string, unknown>> | undefined) {
  for (const { nodePort: number, protocol = 'TCP' } of statedPorts(service)) {
    if (number !== undefined && number !== null && number !== 0) yield { stored, owner, number, protocol };
  }
}
