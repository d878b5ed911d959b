import type { Rule } from '../core/rule';
import { fault } from './fault';
import { listenerCertificates } from './listener-certificates';
import { describe } from './model/cluster';
import { kindId, SECRET } from './model/kinds';
import { modelOf } from './model/model';

/** Also told of a Secret that is not here: permission is a matter of its own. */
export const certificateIsGranted: Rule = {
  id: 'AMB632',
  doc: 'a certificate in another namespace is permitted by a ReferenceGrant there',
  why: 'the listener is not served, and its status says RefNotPermitted',
  see: ['https://gateway-api.sigs.k8s.io/guides/tls/#cross-namespace-certificate-references'],
  level: 'error',
  *faults(index) {
    const { grants } = modelOf(index).context;
    for (const { owner, listener, reference, namespace } of listenerCertificates(index)) {
      const { group = '', kind = 'Secret', name } = reference;
      if (namespace === owner.namespace || kindId(group, kind) !== SECRET) continue;
      const ends = { from: owner.kind, fromNamespace: owner.namespace, to: SECRET, toNamespace: namespace, name };
      if (grants.allow(ends)) continue;
      yield fault(
        owner,
        `listener ${listener.name} of ${describe(owner)} with Secret ${namespace}/${name}, which no ReferenceGrant permits`,
        `a ReferenceGrant in ${namespace} from ${owner.object.kind} of ${owner.namespace} to Secret`,
        'add the ReferenceGrant, or put the Secret beside the Gateway',
      );
    }
  },
};
