import type { Manifest } from '../manifest';
import type { Remarks } from '../remarks';
import { KNOWN, type Settings, toSettings } from './settings';

const NGINX = 'nginx.ingress.kubernetes.io/';

/** Annotations that are no configuration, or that are read elsewhere here. */
const READ_ELSEWHERE = ['kubernetes.io/ingress.class', 'kubectl.kubernetes.io/last-applied-configuration'];

/** Prefixes of annotations that controllers read on routes as they do on Ingresses: they go along. */
const CARRIED = ['external-dns.alpha.kubernetes.io/', 'external-dns.kubernetes.io/'];

const ISSUER = 'name the issuer at the listener: `certificate: { type: "Issuer", … }` of the Gateway';

/** What takes the place of annotations that no route can say, by the beginning of their name; the first that fits. */
const INSTEAD: readonly (readonly [string, string])[] = [
  [
    `${NGINX}auth-url`,
    'let an AuthorizationPolicy with action CUSTOM on the Gateway ask the service, as an extensionProvider',
  ],
  [
    `${NGINX}auth-signin`,
    'let an AuthorizationPolicy with action CUSTOM on the Gateway ask the service, as an extensionProvider',
  ],
  [`${NGINX}auth-tls-`, 'let the listener ask for client certificates: tls.frontend of the Gateway, Gateway API 1.5'],
  [`${NGINX}auth-`, 'let the app ask for passwords, or take tokens by a RequestAuthentication on the Gateway'],
  [`${NGINX}whitelist-source-range`, 'write an AuthorizationPolicy with ipBlocks on the Gateway'],
  [`${NGINX}allowlist-source-range`, 'write an AuthorizationPolicy with ipBlocks on the Gateway'],
  [`${NGINX}denylist-source-range`, 'write an AuthorizationPolicy with action DENY and ipBlocks on the Gateway'],
  [`${NGINX}limit-`, 'limit requests in the app: neither Gateway API nor the stable kinds of Istio have a limit'],
  [`${NGINX}proxy-body-size`, 'limit bodies in the app: a gateway of Istio takes any size'],
  [`${NGINX}proxy-connect-timeout`, 'set connectTimeout in the connection pool of a DestinationRule'],
  [
    `${NGINX}proxy-next-upstream`,
    'Istio tries a failed connection twice more by itself; a VirtualService says otherwise',
  ],
  [`${NGINX}proxy-ssl-`, 'write a BackendTLSPolicy for the Service'],
  [`${NGINX}proxy-`, 'set timeouts of the rule: request, for the whole answer, not for each read as in nginx'],
  [`${NGINX}ssl-passthrough`, 'write a TLSRoute on a listener with TLS mode Passthrough'],
  [
    `${NGINX}backend-protocol`,
    'name the protocol by appProtocol of the Service port; for HTTPS write a BackendTLSPolicy',
  ],
  [`${NGINX}mirror-`, 'add requestMirrors to the rule'],
  [`${NGINX}canary-by-cookie`, 'match the header Cookie by an expression'],
  [`${NGINX}canary-by-header-pattern`, 'match the header by an expression'],
  [`${NGINX}upstream-hash-by`, 'write a DestinationRule with a consistent hash'],
  [`${NGINX}load-balance`, 'write a DestinationRule'],
  [`${NGINX}session-cookie-`, 'say it in the DestinationRule: a cookie there has a name, a path, a ttl and attributes'],
  [`${NGINX}server-alias`, 'add the other names to hostnames of the route, and to the certificate of the listener'],
  [`${NGINX}from-to-www-redirect`, 'write a route for the other name with a requestRedirect to this one'],
  [`${NGINX}custom-http-errors`, 'let the app answer errors: a route cannot replace an answer'],
  [`${NGINX}service-upstream`, 'take it away: whether Service or pod, the mesh chooses the pod'],
  [`${NGINX}configuration-snippet`, 'say what it does by filters of the rule'],
  [`${NGINX}server-snippet`, 'say what it does by listeners and routes'],
  ['cert-manager.io/', ISSUER],
  ['acme.cert-manager.io/', ISSUER],
  ['kubernetes.io/tls-acme', ISSUER],
];

const OTHERWISE = 'look up what it does, and say it by route, Gateway or policy';

/** The settings of an Ingress; annotations without an equivalent are listed. */
export function readAnnotations(manifest: Manifest, remarks: Remarks): Settings {
  const known: Record<string, string> = {};
  for (const [name, value] of Object.entries(manifest.object.metadata.annotations ?? {})) {
    if (READ_ELSEWHERE.includes(name) || isCarried(name)) continue;
    const short = name.startsWith(NGINX) ? name.slice(NGINX.length) : '';
    const check = Object.hasOwn(KNOWN, short) ? KNOWN[short] : () => 'an annotation that routes have words for';
    const wrong = check(String(value));
    if (wrong !== undefined) listAnnotation(manifest, name, wrong, remarks);
    // without a text it counts as left out
    else if (value !== '') known[short] = String(value);
  }
  return toSettings(known);
}

function listAnnotation(manifest: Manifest, name: string, expected: string, remarks: Remarks): void {
  remarks.add('AMB752', manifest, ['metadata', 'annotations', name], {
    level: 'error',
    found: `annotation ${name}: ${JSON.stringify(manifest.object.metadata.annotations?.[name])}`,
    expected,
    cure: INSTEAD.find(([prefix]) => name.startsWith(prefix))?.[1] ?? OTHERWISE,
  });
}

/** The annotations that the routes get too. */
export function carriedAnnotations({ object }: Manifest): Record<string, string> | undefined {
  const carried = Object.entries(object.metadata.annotations ?? {}).filter(([name]) => isCarried(name));
  return carried.length === 0 ? undefined : Object.fromEntries(carried);
}

const isCarried = (name: string) => CARRIED.some(prefix => name.startsWith(prefix));
