import type { Rule } from '../core/rule';
import { fault } from './fault';
import { listenerCertificates } from './listener-certificates';
import { describe } from './model/cluster';
import { kindId, SECRET } from './model/kinds';
import { modelOf } from './model/model';
import { namespacesOfOthers } from './model/other-makers';
import { EXPECTED_SECRETS } from './model/promised-secrets';

/** Secrets are better made outside of the manifests: where no other of the namespace is made here, nothing is said. */
export const certificateIsMade: Rule = {
  id: 'AMB630',
  doc: 'the Secret of a listener’s certificate is there, or something is known to make it',
  why: 'until the Secret is there, the listener is not served, and its status says InvalidCertificateRef',
  see: ['https://gateway-api.sigs.k8s.io/guides/tls/', 'https://cert-manager.io/docs/usage/gateway/'],
  level: 'error',
  *faults(index) {
    const { certificates } = modelOf(index).context;
    for (const { owner, listener, reference, namespace } of listenerCertificates(index)) {
      const { group = '', kind = 'Secret', name } = reference;
      if (kindId(group, kind) !== SECRET || certificates.isKnown(namespace, name)) continue;
      if (!certificates.areMadeIn(namespace) || namespacesOfOthers(index).has(namespace)) continue;
      yield fault(
        owner,
        `listener ${listener.name} of ${describe(owner)} with Secret ${namespace}/${name}, which nothing here makes, though it makes others there`,
        'a Secret that is there, or that a Certificate or the Gateway’s annotation for cert-manager makes',
        `add a Certificate with that secretName; if it is made by other means, name it in annotation ${EXPECTED_SECRETS}`,
      );
    }
  },
};
