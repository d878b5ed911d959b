import { coversHost } from '../addons/cert-manager/dns-names';
import type { Check } from '../core/checks';
import type { ResolvedMesh } from '../mesh/spec';
import { dnsNamesOf, hasKnownSource, SOURCES, secretNamespace } from './certificate';
import { type HttpsListener, hostnameOf, httpsListeners, type Listener } from './listener';

/** Listeners of a Gateway or a ListenerSet. */
export interface OwnedListeners {
  readonly namespace: string;
  readonly listeners: readonly Listener[];
  readonly mesh: ResolvedMesh;
}

/** Ports that the proxy itself listens on. @see https://istio.io/latest/docs/ops/deployment/application-requirements/ */
const PROXY_PORTS = [15000, 15001, 15006, 15008, 15020, 15021, 15090];

const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65535;
const quoted = (names: readonly string[]) => names.map(name => `"${name}"`).join(', ');
const repeated = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);

const badPorts = ({ listeners }: OwnedListeners) =>
  listeners.map(({ port }) => port).filter(port => !isPort(port) || PROXY_PORTS.includes(port));

const addresses = ({ listeners }: OwnedListeners) =>
  listeners.map(listener => `${listener.protocol} ${listener.port} ${hostnameOf(listener) ?? 'any host'}`);

/** HTTPS and TLS may share a port, since both choose by the name that the client asks for. */
const family = (protocol: Listener['protocol']) => (protocol === 'HTTPS' ? 'TLS' : protocol);

const mixedPorts = ({ listeners }: OwnedListeners) => [
  ...new Set(
    listeners
      .filter(({ port, protocol }) =>
        listeners.some(other => other.port === port && family(other.protocol) !== family(protocol)),
      )
      .map(({ port }) => port),
  ),
];

/** The switch of istiod that lets listeners of newer protocols in before its version does by itself. */
export const ALPHA_SWITCH = 'PILOT_ENABLE_ALPHA_GATEWAY_API';

const unserved = ({ listeners, mesh }: OwnedListeners) => {
  if (mesh.istiod.env[ALPHA_SWITCH] === 'true') return [];
  const alpha: readonly string[] = mesh.row.alphaListenerProtocols;
  return listeners.filter(({ protocol }) => alpha.includes(protocol));
};

const terminating = ({ listeners }: OwnedListeners) => httpsListeners(listeners).filter(hasKnownSource);

const strange = ({ listeners }: OwnedListeners) => httpsListeners(listeners).filter(each => !hasKnownSource(each));

const namesOf = ({ certificate, hostname }: HttpsListener) =>
  dnsNamesOf(certificate, hostname === undefined ? [] : [hostname]);

const nameless = (owned: OwnedListeners) => terminating(owned).filter(listener => namesOf(listener)?.length === 0);

const uncovered = (owned: OwnedListeners) =>
  terminating(owned).filter(listener => {
    const names = namesOf(listener);
    return listener.hostname !== undefined && names !== undefined && !coversHost(names, listener.hostname);
  });

const farIssuers = (owned: OwnedListeners) =>
  terminating(owned).flatMap(({ certificate }) => {
    if (certificate.type !== 'Issuer') return [];
    const { name, kind = 'Issuer', namespace } = certificate.issuer;
    const own = secretNamespace(certificate, owned.namespace);
    return kind === 'Issuer' && namespace !== undefined && namespace !== own ? [{ name, namespace, own }] : [];
  });

/** What cannot be right about the listeners of one owner. */
export const LISTENER_CHECKS: Check<OwnedListeners>[] = [
  {
    id: 'AMB203',
    when: ({ listeners }) => repeated(listeners.map(({ name }) => name)).length > 0,
    found: ({ listeners }) => `${quoted(repeated(listeners.map(({ name }) => name)))} more than once`,
    expected: 'names that are unique within the Gateway',
    cure: 'rename one of them',
  },
  {
    id: 'AMB204',
    when: owned => badPorts(owned).length > 0,
    found: owned => `port ${badPorts(owned)}`,
    expected: `1 to 65535 and none of the proxy's own: ${PROXY_PORTS.join(', ')}`,
    cure: 'choose another port',
  },
  {
    id: 'AMB214',
    when: owned => strange(owned).length > 0,
    found: owned =>
      strange(owned)
        .map(
          ({ name, certificate }) => `certificate of type ${JSON.stringify(certificate?.type)} for listener "${name}"`,
        )
        .join(', '),
    expected: SOURCES.join(', '),
    cure: "name one of them, as in { type: 'Secret', secretName: 'shop-tls' }",
  },
  {
    id: 'AMB240',
    when: owned => repeated(addresses(owned)).length > 0,
    found: owned => `${quoted(repeated(addresses(owned)))} more than once`,
    expected: 'one listener for each protocol, port and hostname',
    cure: 'give one of them another hostname or port, or attach both routes to one listener',
  },
  {
    id: 'AMB241',
    when: owned => unserved(owned).length > 0,
    found: owned =>
      `${unserved(owned)
        .map(({ name, protocol }) => `listener "${name}" of protocol ${protocol}`)
        .join(', ')} on Istio ${owned.mesh.version}`,
    expected: `a version that serves it, or ${ALPHA_SWITCH}: istiod refuses the listener otherwise`,
    cure: `set istiod.env.${ALPHA_SWITCH} to 'true', or take a newer version`,
  },
  {
    id: 'AMB242',
    when: owned => nameless(owned).length > 0,
    found: owned => `no name for the certificate of ${quoted(nameless(owned).map(({ name }) => name))}`,
    expected: 'names that the certificate is for',
    cure: 'set hostname of the listener, or dnsNames of the certificate',
  },
  {
    id: 'AMB243',
    when: owned => uncovered(owned).length > 0,
    found: owned =>
      uncovered(owned)
        .map(
          listener =>
            `hostname ${listener.hostname} and a certificate for ${namesOf(listener)?.join(', ') || 'nothing'}`,
        )
        .join('; '),
    expected: 'a certificate for the hostname of the listener that shows it',
    cure: 'add the hostname to dnsNames, or leave dnsNames out',
  },
  {
    id: 'AMB244',
    when: owned => farIssuers(owned).length > 0,
    found: owned =>
      farIssuers(owned)
        .map(({ name, namespace, own }) => `Issuer ${namespace}/${name} for a certificate in ${own}`)
        .join(', '),
    expected: 'an Issuer in the namespace of the certificate; it serves no other',
    cure: "use a ClusterIssuer, or set the certificate's namespace to that of the Issuer",
  },
  {
    id: 'AMB246',
    when: owned => mixedPorts(owned).length > 0,
    found: owned => `different protocols on port ${mixedPorts(owned).join(', ')}`,
    expected: 'one protocol on a port, or HTTPS and TLS with different hostnames',
    cure: 'move one listener to another port',
  },
];
