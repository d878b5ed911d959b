import type { ResolvedMesh } from './spec';
import type { Labels } from './spec/pod';

/** What a revision adds to the names of its objects. */
export const revisionSuffix = (mesh: ResolvedMesh): string => (mesh.revision === '' ? '' : `-${mesh.revision}`);

/** The revision as labels name it; the control plane without one is `default`. */
export const revisionLabel = (mesh: ResolvedMesh): string => (mesh.revision === '' ? 'default' : mesh.revision);

/** The name of istiod's Deployment, Service and account. */
export const istiodName = (mesh: ResolvedMesh): string => `istiod${revisionSuffix(mesh)}`;

/** Where proxies find istiod, as `host:port`. */
export const discoveryAddress = (mesh: ResolvedMesh): string => `${istiodName(mesh)}.${mesh.namespace}.svc:15012`;

/** On all objects of istiod. */
export const ISTIOD_LABELS: Labels = { app: 'istiod', 'app.kubernetes.io/name': 'istiod' };

/** On the objects of one istiod among several. */
export const istiodLabels = (mesh: ResolvedMesh): Labels => ({
  ...ISTIOD_LABELS,
  istio: 'pilot',
  'istio.io/rev': revisionLabel(mesh),
});

/** The labels by which Services and budgets find the pods of this istiod and of no other. */
export const istiodSelector = (mesh: ResolvedMesh): Labels =>
  mesh.revision === '' ? { app: 'istiod', istio: 'pilot' } : { app: 'istiod', 'istio.io/rev': mesh.revision };
