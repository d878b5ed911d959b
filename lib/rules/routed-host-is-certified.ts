import type { Rule } from '../core/rule';
import { certificatesBySecret, isGoodFor, namesOf } from './certificate-names';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import { hostnamesMeet } from './model/hostnames';
import { modelOf } from './model/model';
import type { Parent } from './model/parents';

/** The only certificate that a listener ends TLS with; of several the proxy chooses one by the name. */
function secretOf({ listener: { spec }, namespace }: Parent): string | undefined {
  const { certificateRefs = [], mode } = spec.tls ?? {};
  const [reference, ...more] = certificateRefs;
  if (reference === undefined || more.length > 0 || mode === 'Passthrough') return undefined;
  return `${reference.namespace ?? namespace}/${reference.name}`;
}

/** A listener for one host serves no other, whatever the routes say. */
const servesSeveralHosts = ({ listener: { spec } }: Parent) => spec.hostname?.startsWith('*') ?? true;

/** What a listener for `*.example.com` serves may be two labels longer, where its certificate ends. */
export const routedHostIsCertified: Rule = {
  id: 'AMB634',
  doc: 'the Certificate of a listener names the hosts of the routes that are attached to it',
  why: 'clients refuse the connection, and no status tells; a wildcard of a certificate stands for one label, that of a listener for any number',
  see: [
    'https://datatracker.ietf.org/doc/html/rfc9525#section-6.3',
    'https://gateway-api.sigs.k8s.io/reference/spec/#listener',
  ],
  level: 'warning',
  *faults(index) {
    const certificates = certificatesBySecret(index);
    if (certificates.size === 0) return;
    for (const { stored, spec, parents } of modelOf(index).routes) {
      for (const parent of parents.flatMap(({ listeners }) => listeners).filter(servesSeveralHosts)) {
        const { name, hostname = '*' } = parent.listener.spec;
        const certificate = certificates.get(secretOf(parent) ?? '');
        if (certificate === undefined) continue;
        const names = namesOf(certificate);
        const served = (spec.hostnames ?? []).filter(host => host !== hostname && hostnamesMeet(hostname, host));
        const strange = served.filter(host => !names.some(each => isGoodFor(each, host)));
        if (strange.length === 0) continue;
        yield fault(
          stored,
          `${describe(stored)} for ${listed(strange)} at listener ${name} of ${parent.namespace}/${parent.name}`,
          `hosts that ${describe(certificate)} is for: ${listed(names)}`,
          'add a listener for the host with a certificate of its own, or its name to dnsNames',
        );
      }
    }
  },
};
