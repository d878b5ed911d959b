import type { Rule } from '../core/rule';
import { certificatesBySecret, isGoodFor, namesOf } from './certificate-names';
import { fault, listed } from './fault';
import { listenerCertificates } from './listener-certificates';
import { describe } from './model/cluster';

/** Clients refuse a certificate for other names; nothing on the cluster minds. */
export const certificateNamesHostname: Rule = {
  id: 'AMB633',
  doc: 'the Certificate of a listener names the host that the listener is for',
  why: 'clients refuse the connection, and no status tells',
  see: ['https://cert-manager.io/docs/usage/certificate/', 'https://datatracker.ietf.org/doc/html/rfc9525#section-6.3'],
  level: 'error',
  *faults(index) {
    const certificates = certificatesBySecret(index);
    for (const { owner, listener, reference, namespace } of listenerCertificates(index)) {
      const certificate = certificates.get(`${namespace}/${reference.name}`);
      const { hostname, tls } = listener;
      if (certificate === undefined || hostname === undefined || (tls?.certificateRefs?.length ?? 0) > 1) continue;
      const names = namesOf(certificate);
      if (names.some(name => isGoodFor(name, hostname))) continue;
      yield fault(
        certificate,
        `${describe(certificate)} for ${listed(names)}, used by listener ${listener.name} of ${describe(owner)}`,
        `the name ${hostname} among its dnsNames`,
        `add ${hostname} to dnsNames; a wildcard there stands for one label`,
      );
    }
  },
};
