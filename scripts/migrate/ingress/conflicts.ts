import type { Manifest } from '../manifest';
import type { Remarks } from '../remarks';
import { namespaceOf } from './ingress';
import type { Draft } from './rules';
import type { Settings } from './settings';

/** An Ingress while it is being converted. */
export interface Work {
  readonly manifest: Manifest;
  readonly settings: Settings;
  readonly drafts: Draft[];
}

const nameOf = ({ object }: Manifest) => `${namespaceOf(object)}/${object.metadata.name}`;
const isExpression = ({ useRegex, rewriteTarget }: Settings) => useRegex || rewriteTarget !== undefined;
const annotation = (name: string) => ['metadata', 'annotations', `nginx.ingress.kubernetes.io/${name}`];

/** Lists what several Ingresses say of one thing, where routes would mean something else than the controller. */
export function listConflicts(primaries: readonly Work[], remarks: Remarks): void {
  listSharedPaths(primaries, remarks);
  listSharedHosts(primaries, remarks);
  listSharedServices(primaries, remarks);
}

/** The controller takes the older Ingress, a gateway the older route: but routes made together have one age. */
function listSharedPaths(primaries: readonly Work[], remarks: Remarks): void {
  const owners = new Map<string, Manifest>();
  for (const { manifest, drafts } of primaries) {
    for (const { host, match } of drafts) {
      const key = JSON.stringify([host, match]);
      const owner = owners.get(key) ?? manifest;
      owners.set(key, owner);
      if (owner === manifest) continue;
      remarks.add('AMB770', manifest, ['spec'], {
        level: 'error',
        found: `${host ?? 'every host'}${match.value}, which is in Ingress ${nameOf(owner)} too`,
        expected: 'one Ingress for each path of a host: it is left to chance which of two routes of one age is taken',
        cure: 'take the path out of one of them; the controller took the one of the older Ingress',
      });
    }
  }
}

/** @see https://kubernetes.github.io/ingress-nginx/user-guide/ingress-path-matching/#warning */
function listSharedHosts(primaries: readonly Work[], remarks: Remarks): void {
  const hosts = new Map<string | undefined, Manifest>();
  for (const { manifest, settings, drafts } of primaries) {
    if (isExpression(settings)) for (const { host } of drafts) hosts.set(host, hosts.get(host) ?? manifest);
  }
  for (const { manifest, settings, drafts } of primaries.filter(each => !isExpression(each.settings))) {
    const touched = drafts.find(({ host, match }) => hosts.has(host) && match.value !== '/');
    const cause = hosts.get(touched?.host);
    if (touched === undefined || cause === undefined || settings.redirect !== undefined) continue;
    remarks.add('AMB756', manifest, ['spec'], {
      level: 'warning',
      found: `${touched.host ?? 'every host'}${touched.match.value} beside use-regex or rewrite-target of Ingress ${nameOf(cause)}`,
      expected:
        'paths as they are written; the controller took every path of that host for the beginning of one, in either case',
      cure: 'check requests such as PATHmore and /Path',
    });
  }
}

/** A Service has one DestinationRule, and so one cookie. */
function listSharedServices(primaries: readonly Work[], remarks: Remarks): void {
  const cookies = new Map<string, { readonly manifest: Manifest; readonly cookie: string }>();
  for (const { manifest, settings, drafts } of primaries) {
    if (settings.cookie === undefined) continue;
    const cookie = `${settings.cookie.name} for ${settings.cookie.ttl}`;
    for (const { backend } of drafts.flatMap(({ rule }) => rule.backends ?? [])) {
      const key = `${backend.namespace}/${backend.serviceName}`;
      const first = cookies.get(key) ?? { manifest, cookie };
      cookies.set(key, first);
      if (first.cookie === cookie) continue;
      remarks.add('AMB760', manifest, annotation('affinity'), {
        level: 'error',
        found: `cookie ${cookie} for Service ${key}, which has ${first.cookie} by Ingress ${nameOf(first.manifest)}`,
        expected: 'one cookie for each Service: there is one DestinationRule for each',
        cure: 'choose one of the two, or add a second Service for the same pods',
      });
    }
  }
}
