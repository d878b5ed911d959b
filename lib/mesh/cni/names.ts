import { revisionLabel } from '../names';
import type { ResolvedMesh } from '../spec';
import type { Labels } from '../spec/pod';

/** The agent's name is fixed: its plugin looks for the DaemonSet `istio-cni-node`. */
export const CNI_NAME = 'istio-cni';

/** On the agent's objects. */
export const cniLabels = (mesh: ResolvedMesh): Labels => ({
  app: CNI_NAME,
  'app.kubernetes.io/name': CNI_NAME,
  'istio.io/rev': revisionLabel(mesh),
});

/** On objects that name the agent in `k8s-app`. */
export const cniAppLabels = (app: string, mesh: ResolvedMesh): Labels => ({
  'k8s-app': app,
  'app.kubernetes.io/name': CNI_NAME,
  'istio.io/rev': revisionLabel(mesh),
});
