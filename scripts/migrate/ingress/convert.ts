import type { HttpRouteRule } from '../../../lib/gateway/http-rule';
import type { Manifest } from '../manifest';
import { Remarks } from '../remarks';
import { carriedAnnotations, readAnnotations } from './annotations';
import { Services } from './backends';
import { addCanary } from './canaries';
import { namespaceOf } from './ingress';
import { listWhatIsUnknown, readIngresses } from './ingresses';
import { inParts, type MigratedAffinity, type MigratedRoute, Names, toAffinities, toGroups } from './routes';
import { type Draft, toDrafts } from './rules';
import type { Settings } from './settings';
import { type GatewayChoice, hasTls, listCertificates } from './tls';

export interface Migration {
  readonly routes: readonly MigratedRoute[];
  readonly affinities: readonly MigratedAffinity[];
  readonly remarks: Remarks;
}

/** An Ingress while it is being converted. */
interface Work {
  readonly manifest: Manifest;
  readonly settings: Settings;
  readonly drafts: Draft[];
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
  for (const { manifest, settings, drafts } of work) {
    if (settings.canary === undefined) continue;
    const near = primaries.filter(each => namespaceOf(each.manifest.object) === namespaceOf(manifest.object));
    addCanary(
      near.map(each => each.drafts),
      manifest,
      settings.canary,
      drafts,
      remarks,
    );
  }
  const names = new Names();
  const affinities = new Map(
    primaries
      .flatMap(({ settings, drafts }) =>
        toAffinities(
          settings,
          drafts.map(({ rule }) => rule),
        ),
      )
      .map(affinity => [`${affinity.backend.namespace}/${affinity.name}`, affinity]),
  );
  return {
    routes: primaries.flatMap(each => toRoutes(each, gateway, names)),
    affinities: [...affinities.values()],
    remarks,
  };
}

function toRoutes({ manifest, settings, drafts }: Work, gateway: GatewayChoice, names: Names): MigratedRoute[] {
  const namespace = namespaceOf(manifest.object);
  const { name, labels } = manifest.object.metadata;
  const common = { namespace, place: manifest.place, labels, annotations: carriedAnnotations(manifest) };
  const groups = toGroups(drafts, host => hasTls(manifest, host));
  return groups.flatMap(({ hosts, rules }, index) => {
    const [host] = hosts;
    const hostnames = host === undefined ? undefined : hosts.filter(each => each !== undefined);
    const { sections, isRedirected } = sectionsOf(hasTls(manifest, host), settings, gateway);
    const wanted = index === 0 ? name : `${name}-${host === undefined ? 'default' : slug(host)}`;
    const route = (suffix: string, at: readonly string[], part: readonly HttpRouteRule[]) => ({
      ...common,
      name: names.free(namespace, wanted + suffix),
      hostnames,
      sections: at,
      rules: part,
    });
    const redirect =
      isRedirected && gateway.section !== undefined ? [route('-to-https', [gateway.section], TO_HTTPS)] : [];
    return [...inParts(rules).map(part => route('', sections, part)), ...redirect];
  });
}

/** As ingress-nginx redirects. */
const TO_HTTPS: readonly HttpRouteRule[] = [{ requestRedirect: { scheme: 'https', statusCode: 308 } }];

/** The listeners of a host, and whether plain HTTP is sent to HTTPS. */
function sectionsOf(isTls: boolean, { sslRedirect }: Settings, { section, httpsSection }: GatewayChoice) {
  const plain = section === undefined ? [] : [section];
  if (httpsSection === undefined) return { sections: plain, isRedirected: false };
  if (!isTls && sslRedirect !== true) return { sections: plain, isRedirected: false };
  const isRedirected = sslRedirect !== false;
  return { sections: isRedirected ? [httpsSection] : [...plain, httpsSection], isRedirected };
}

const slug = (host: string) => host.replace('*', 'any').replaceAll('.', '-');
