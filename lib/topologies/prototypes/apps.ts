import type { IssuerRef } from '../../addons/cert-manager/issuer-ref';
import { ServerCertificate } from '../../addons/cert-manager/server-certificate';
import { Bookinfo } from '../../app/bookinfo/bookinfo';
import { HttpEcho } from '../../app/http-echo';
import { TlsNginx } from '../../app/tls-nginx';
import type { IssuedCertificate } from '../../gateway/certificate';
import type { Exposure } from '../../gateway/exposure';
import type { Gateway } from '../../gateway/gateway';
import type { HttpRouteRule } from '../../gateway/http-rule';
import type { Listener } from '../../gateway/listener';
import type { AmbientSystem } from '../../stacks/system';

/** How the Gateway of an app is reached: inside the cluster, for `kubectl port-forward`, unless said otherwise. */
export interface AppGateway {
  readonly listener: Listener;
  readonly exposure?: Exposure;
  readonly infrastructureAnnotations?: Readonly<Record<string, string>>;
  readonly replicas?: number;
}

/** Plain HTTP on port 80. */
export const HTTP: Listener = { name: 'http', protocol: 'HTTP', port: 80 };

function addGateway(system: AmbientSystem, name: string, namespace: string, gateway: AppGateway): Gateway {
  const { listener, exposure = { type: 'ClusterIP' }, ...rest } = gateway;
  return system.addGateway({ name: `${name}-gateway`, namespace, listeners: [listener], exposure, ...rest });
}

/** The paths of Bookinfo's page. @see https://github.com/istio/istio/blob/1.31.0-rc.0/samples/bookinfo/gateway-api/bookinfo-gateway.yaml */
export const BOOKINFO_PATHS: readonly { readonly type: 'Exact' | 'PathPrefix'; readonly value: string }[] = [
  { type: 'Exact', value: '/productpage' },
  { type: 'PathPrefix', value: '/static' },
  { type: 'Exact', value: '/login' },
  { type: 'Exact', value: '/logout' },
  { type: 'PathPrefix', value: '/api/v1/products' },
];

/** Bookinfo in a namespace, behind a Gateway of its own there. */
export function addBookinfo(system: AmbientSystem, namespace: string, gateway: AppGateway): Bookinfo {
  const bookinfo = system.addApp(namespace, chart => new Bookinfo(chart, 'Bookinfo', { namespace }));
  const rule = { matches: BOOKINFO_PATHS.map(path => ({ path })), backends: [{ backend: bookinfo.productpage }] };
  addHttpRoute(system, 'bookinfo', addGateway(system, 'bookinfo', namespace, gateway), rule);
  return bookinfo;
}

/** An http-echo that answers its own name, in a namespace of that name, behind a Gateway of its own there. */
export function addFruit(system: AmbientSystem, name: string, gateway: AppGateway): HttpEcho {
  const echo = system.addApp(name, chart => new HttpEcho(chart, name, { name, namespace: name, replicas: 1 }));
  const rule = { pathPrefix: `/${name}`, backends: [{ backend: echo }] };
  addHttpRoute(system, name, addGateway(system, name, name, gateway), rule);
  return echo;
}

function addHttpRoute(system: AmbientSystem, name: string, gateway: Gateway, rule: HttpRouteRule): void {
  const [{ name: sectionName }] = gateway.listeners;
  system.addRoute({ name, gateway, sectionName, rules: [rule] });
}

/** An nginx that ends TLS itself with a certificate of that issuer, behind a Gateway of its own that passes TLS through. */
export function addNginx(
  system: AmbientSystem,
  { namespace, hostname, issuer, ...gateway }: NginxOptions & Omit<AppGateway, 'listener'>,
): TlsNginx {
  const listener: Listener = { name: 'tls', protocol: 'TLS', mode: 'Passthrough', port: 443, hostname };
  const nginx = system.addApp(namespace, chart => {
    const certificate = { name: 'nginx-tls', namespace, dnsNames: [hostname], issuer };
    const { secretName } = new ServerCertificate(chart, 'NginxCertificate', certificate);
    return new TlsNginx(chart, 'Nginx', { name: 'nginx', namespace, secretName, replicas: 1 });
  });
  system.addTlsRoute({
    name: 'nginx',
    gateway: addGateway(system, 'nginx', namespace, { ...gateway, listener }),
    sectionName: 'tls',
    hostnames: [hostname],
    backends: [{ backend: nginx }],
  });
  return nginx;
}

export interface NginxOptions {
  readonly namespace: string;
  readonly hostname: string;
  readonly issuer: IssuerRef;
}

/** HTTPS that ends at the gateway, with a certificate of an issuer, or of the bootstrap where there is none. */
export function https(hostname: string, secretName: string, issuer?: IssuedCertificate['issuer']): Listener {
  const certificate =
    issuer === undefined
      ? ({ type: 'Bootstrap', secretName } as const)
      : ({ type: 'Issuer', issuer, secretName } as const);
  return { name: 'https', protocol: 'HTTPS', port: 443, hostname, certificate };
}
