import type { HttpRouteRule } from '../../../lib/gateway/http-rule';
import type { Manifest } from '../manifest';
import { Remarks } from '../remarks';
import { carriedAnnotations, readAnnotations } from './annotations';
import { Services } from './backends';
import { addCanary } from './canaries';
import { listConflicts, type Work } from './conflicts';
import { namespaceOf } from './ingress';
import { listWhatIsUnknown, readIngresses } from './ingresses';
import { inParts, type MigratedAffinity, type MigratedRoute, toAffinities, toGroups, toNamed } from './routes';
import { toDrafts } from './rules';
import type { Settings } from './settings';
import { type GatewayChoice, listCertificates, TlsHosts } from './tls';

export interface Migration {
  readonly routes: readonly MigratedRoute[];
  readonly affinities: readonly MigratedAffinity[];
  readonly remarks: Remarks;
}

/**
 * HTTPRoutes in the place of Ingresses. Everything of an Ingress is in a route or in a remark.
 * @param ingressClass only Ingresses of that class
 */
export function convertIngresses(
  manifests: readonly Manifest[],
  gateway: GatewayChoice,
  ingressClass?: string,
): Migration {
  const remarks = new Remarks();
  const context = { services: new Services(manifests), remarks };
  const work = readIngresses(manifests, ingressClass, remarks).map((manifest): Work => {
    listWhatIsUnknown(manifest, remarks);
    const settings = readAnnotations(manifest, remarks);
    listCertificates(manifest, settings, gateway, remarks);
    return { manifest, settings, drafts: toDrafts(manifest, settings, context) };
  });
  const primaries = work.filter(({ settings }) => settings.canary === undefined);
  listConflicts(primaries, remarks);
  for (const canary of work) addCanary(primaries, canary, remarks);
  const tlsHosts = new TlsHosts(work.map(({ manifest }) => manifest));
  const routes = primaries.flatMap(each => toRoutes(each, tlsHosts, gateway));
  return { routes: toNamed(redirectedOnce(routes)), affinities: toAffinities(primaries), remarks };
}

function toRoutes({ manifest, settings, drafts }: Work, tlsHosts: TlsHosts, gateway: GatewayChoice): MigratedRoute[] {
  const namespace = namespaceOf(manifest.object);
  const { name, labels } = manifest.object.metadata;
  const common = { namespace, place: manifest.place, labels, annotations: carriedAnnotations(manifest) };
  return toGroups(drafts, tlsHosts).flatMap(({ hosts, rules }, index) => {
    const [host] = hosts;
    const hostnames = host === undefined ? undefined : hosts.filter(each => each !== undefined);
    const { sections, isRedirected } = sectionsOf(tlsHosts.has(host), settings, gateway);
    const wanted = index === 0 ? name : `${name}-${host === undefined ? 'default' : slug(host)}`;
    const parts = inParts(rules).map(part => ({ ...common, name: wanted, hostnames, sections, rules: part }));
    if (!isRedirected || gateway.section === undefined) return parts;
    const redirect = { ...common, name: `${wanted}-to-https`, hostnames, sections: [gateway.section], rules: TO_HTTPS };
    return [...parts, redirect];
  });
}

/** As ingress-nginx redirects. */
const TO_HTTPS: readonly HttpRouteRule[] = [{ requestRedirect: { scheme: 'https', statusCode: 308 } }];

/** The routes with one redirect for each host, whichever Ingress is the first to ask for it. */
function redirectedOnce(routes: readonly MigratedRoute[]): MigratedRoute[] {
  const redirected = new Set<string | undefined>();
  return routes.flatMap(route => {
    if (route.rules !== TO_HTTPS) return [route];
    const hosts = (route.hostnames ?? [undefined]).filter(host => !redirected.has(host));
    for (const host of hosts) redirected.add(host);
    if (hosts.length === 0) return [];
    return [{ ...route, hostnames: route.hostnames && hosts.filter(host => host !== undefined) }];
  });
}

/** The listeners of a host, and whether plain HTTP is sent to HTTPS. */
function sectionsOf(isTls: boolean, { sslRedirect }: Settings, { section, httpsSection }: GatewayChoice) {
  const plain = section === undefined ? [] : [section];
  if (httpsSection === undefined) return { sections: plain, isRedirected: false };
  if (!isTls && sslRedirect !== 'always') return { sections: plain, isRedirected: false };
  const isRedirected = sslRedirect !== 'never';
  return { sections: isRedirected ? [httpsSection] : [...plain, httpsSection], isRedirected };
}

const slug = (host: string) => host.replace('*', 'any').replaceAll('.', '-');
