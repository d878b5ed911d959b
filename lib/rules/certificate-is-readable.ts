import type { Rule } from '../core/rule';
import { fault } from './fault';
import { listenerCertificates } from './listener-certificates';
import { describe } from './model/cluster';
import { modelOf } from './model/model';

/** A reference to another kind, a Secret without the keys, or one whose certificate and key do not belong together. */
export const certificateIsReadable: Rule = {
  id: 'AMB631',
  doc: 'the certificate of a listener is a Secret that holds a certificate with its key',
  why: 'the listener is not served, and its status says InvalidCertificateRef',
  see: ['https://kubernetes.io/docs/concepts/configuration/secret/#tls-secrets'],
  level: 'error',
  *faults(index) {
    const { certificates } = modelOf(index).context;
    for (const { owner, listener, reference, namespace, problem } of listenerCertificates(index)) {
      if (problem?.reason !== 'InvalidCertificateRef') continue;
      const isSecret = (reference.kind ?? 'Secret') === 'Secret' && (reference.group ?? '') === '';
      if (isSecret && !certificates.isKnown(namespace, reference.name)) continue;
      yield fault(
        owner,
        `listener ${listener.name} of ${describe(owner)} with a certificate that cannot be used: ${problem.message}`,
        'a Secret with tls.crt and tls.key that belong together',
        'make the Secret anew, of type kubernetes.io/tls, and refer to it by name',
      );
    }
  },
};
