import { join } from 'node:path';
import { DEFAULT_CRDS } from './lab';
import { SHARED } from './shared';
import type { KubernetesObject } from './synthesize';

/** What an add-on brings to a cluster before anything that uses it: definitions, and its own namespace. */
interface Addon {
  readonly crds: string;
  readonly namespace?: string;
}

const FLUX: Addon = { crds: 'flux', namespace: 'flux-system' };

/** The add-ons by the API groups that are theirs. */
const ADDONS: Readonly<Record<string, Addon>> = {
  'cert-manager.io': { crds: 'cert-manager', namespace: 'cert-manager' },
  'metallb.io': { crds: 'metallb', namespace: 'metallb-system' },
  'kiali.io': { crds: 'kiali' },
  'operators.coreos.com': { crds: 'olm', namespace: 'openshift-operators' },
  'monitoring.coreos.com': { crds: 'prometheus' },
  'sailoperator.io': { crds: 'sail' },
  'helm.toolkit.fluxcd.io': FLUX,
  'source.toolkit.fluxcd.io': FLUX,
  'kustomize.toolkit.fluxcd.io': FLUX,
};

function addonsOf(objects: readonly Pick<KubernetesObject, 'apiVersion'>[]): Addon[] {
  const groups = new Set(objects.map(({ apiVersion }) => apiVersion.split('/')[0]));
  return [...new Set([...groups].flatMap(group => ADDONS[group] ?? []))];
}

/** The custom resource definitions that objects need: those of a mesh, and of the add-ons that they use. */
export function crdsFor(
  objects: readonly Pick<KubernetesObject, 'apiVersion'>[],
  mesh: readonly string[] = DEFAULT_CRDS,
): string[] {
  return [...mesh, ...addonsOf(objects).map(({ crds }) => join(SHARED, 'crds', crds))];
}

/** The namespaces that come with the add-ons that objects use; those among the objects themselves excepted. */
export function namespacesFor(objects: readonly KubernetesObject[]): string[] {
  const own = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  const wanted = addonsOf(objects).flatMap(({ namespace }) => namespace ?? []);
  return [...new Set(wanted)].filter(namespace => !own.includes(namespace));
}
