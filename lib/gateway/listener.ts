import type { AllowedNamespaces } from '../mesh/allowed-namespaces';
import { type CertificateSource, hasKnownSource } from './certificate';

/** A port on which a Gateway answers, by protocol. */
export type Listener = HttpListener | HttpsListener | TlsListener | TcpListener;

/** Plain HTTP. */
export interface HttpListener extends ListenerBase, ForHostname {
  readonly protocol: 'HTTP';
}

/** HTTPS that ends at the gateway. */
export interface HttpsListener extends ListenerBase, ForHostname {
  readonly protocol: 'HTTPS';

  /** The certificate that it shows. */
  readonly certificate: CertificateSource;

  /**
   * Further settings by name, such as `gateway.istio.io/tls-cipher-suites`.
   * @default - none
   * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/
   */
  readonly tlsOptions?: Readonly<Record<string, string>>;
}

/** TLS that the app ends itself; the gateway reads only the name that the client asks for. */
export interface TlsListener extends ListenerBase, ForHostname {
  readonly protocol: 'TLS';
  readonly mode: 'Passthrough';
}

/** Bytes as they come. */
export interface TcpListener extends ListenerBase {
  readonly protocol: 'TCP';
}

interface ListenerBase {
  /** Unique within the Gateway; routes name it as `sectionName`. */
  readonly name: string;

  /** The port of the Gateway's Service, 1 to 65535. */
  readonly port: number;

  /**
   * Namespaces whose routes may attach beside those of the routes that are attached here: their names, `All`, or labels
   * in place of both.
   * @default - none
   */
  readonly allowedNamespaces?: readonly string[] | 'All' | { readonly matchLabels: Readonly<Record<string, string>> };
}

interface ForHostname {
  /**
   * The host that the listener answers for, `*.` as its first label for all below it.
   * @default - every host
   */
  readonly hostname?: string;
}

/** The kinds of route that there are. */
export type RouteKind = 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute';

/** The kinds of route that a listener takes. @see https://gateway-api.sigs.k8s.io/concepts/api-overview/#route-summary-table */
const ROUTE_KINDS: Readonly<Record<Listener['protocol'], readonly RouteKind[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute'],
  TCP: ['TCPRoute'],
};

/** Whether routes of a kind can attach to a listener. */
export function takesRoute({ protocol }: Listener, kind: RouteKind): boolean {
  return ROUTE_KINDS[protocol].includes(kind);
}

/** The host of a listener, where it is for one. */
export function hostnameOf(listener: Listener): string | undefined {
  return listener.protocol === 'TCP' ? undefined : listener.hostname;
}

/** The listeners that end TLS. */
export function httpsListeners(listeners: readonly Listener[]): HttpsListener[] {
  return listeners.filter((listener): listener is HttpsListener => listener.protocol === 'HTTPS');
}

/** A listener as the API has it. */
export function toListener(listener: Listener, namespaces: AllowedNamespaces, own: string) {
  const { name, protocol, port } = listener;
  return {
    name,
    protocol,
    port,
    hostname: hostnameOf(listener),
    tls: toTls(listener, own),
    allowedRoutes: { namespaces },
  };
}

function toTls(listener: Listener, own: string) {
  if (listener.protocol === 'TLS') return { mode: listener.mode };
  if (listener.protocol !== 'HTTPS' || !hasKnownSource(listener)) return undefined;
  const { certificate, tlsOptions } = listener;
  const namespace = certificate.type === 'Bootstrap' ? own : certificate.namespace;
  return {
    mode: 'Terminate',
    certificateRefs: [
      {
        group: '',
        kind: 'Secret',
        name: certificate.secretName,
        namespace: namespace === own ? undefined : namespace,
      },
    ],
    options: tlsOptions,
  };
}
