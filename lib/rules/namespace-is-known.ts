import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { listenerCertificates } from './listener-certificates';
import { describe, type Stored } from './model/cluster';
import { objectsOf } from './model/fields';
import { REFERENCE_GRANT } from './model/kinds';
import { modelOf } from './model/model';

/** An object that refers to something in a namespace. */
interface Mention {
  readonly stored: Stored;
  readonly what: string;
  readonly namespace: string;
}

/** Every reference that states a namespace. */
function mentions(index: ObjectIndex): Mention[] {
  const routes = modelOf(index).routes.flatMap(({ stored, spec: { parentRefs = [], rules = [] } }) => {
    const backends = rules.flatMap(({ backendRefs = [] }) => backendRefs);
    return [...parentRefs, ...backends].map(reference => ({ stored, reference }));
  });
  const certificates = [...listenerCertificates(index)].map(({ owner, reference }) => ({ stored: owner, reference }));
  const grants = modelOf(index)
    .cluster.ofKind(REFERENCE_GRANT)
    .flatMap(stored => objectsOf(stored.object.spec?.from).map(from => ({ stored, from })))
    .map(({ stored, from: { kind, namespace } }) => ({
      stored,
      what: `${kind}s of ${namespace}`,
      namespace: String(namespace),
    }));
  const references = [...routes, ...certificates].flatMap(
    ({ stored, reference: { kind = 'Secret', name, namespace } }) =>
      namespace === undefined ? [] : [{ stored, what: `${kind} ${namespace}/${name}`, namespace }],
  );
  return [...references, ...grants];
}

/** What is in a namespace of which nothing is here may be right, or a slip of the pen. */
export const namespaceIsKnown: Rule = {
  id: 'AMB652',
  doc: 'a namespace that a reference names is among those that the objects are in',
  why: 'a reference into a namespace of which nothing is here cannot be checked, and is often misspelt',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#backendobjectreference'],
  level: 'info',
  *faults(index) {
    const { cluster } = modelOf(index);
    for (const { stored, what, namespace } of mentions(index)) {
      if (cluster.knowsNamespace(namespace)) continue;
      yield fault(
        stored,
        `${describe(stored)} with ${what}, in a namespace of which nothing is here`,
        'a namespace that the objects are in',
        'correct the namespace, or check by hand what is there',
      );
    }
  },
};
