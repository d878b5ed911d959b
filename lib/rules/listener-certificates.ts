import type { ObjectIndex } from '../core/object-index';
import type { Stored } from './model/cluster';
import type { Problem } from './model/condition';
import type { ListenerSpec, ObjectReference } from './model/gateway-spec';
import { certificateProblem } from './model/listener-tls';
import { modelOf } from './model/model';

/** A certificate that a listener ends TLS with. */
export interface ListenerCertificate {
  /** The Gateway or ListenerSet. */
  readonly owner: Stored;
  readonly listener: ListenerSpec;
  readonly reference: ObjectReference;
  /** The namespace of the certificate. */
  readonly namespace: string;
  readonly problem: Problem | undefined;
}

/** Every certificate of every listener that ends TLS. */
export function* listenerCertificates(index: ObjectIndex): Iterable<ListenerCertificate> {
  const { context, gateways } = modelOf(index);
  for (const { stored: owner, listeners } of gateways.flatMap(each => [each, ...each.sets])) {
    for (const { spec: listener } of listeners) {
      if (listener.tls?.mode === 'Passthrough') continue;
      for (const reference of listener.tls?.certificateRefs ?? []) {
        const namespace = reference.namespace ?? owner.namespace;
        const problem = certificateProblem(context, owner, reference);
        yield { owner, listener, reference, namespace, problem };
      }
    }
  }
}
