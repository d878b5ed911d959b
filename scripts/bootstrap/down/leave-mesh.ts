import { isMember, MANAGER, SYSTEM } from '../apply-set/apply-set';
import type { LiveObject } from '../kubectl/live-object';
import { error, ProblemsError } from '../problems';
import type { Session } from '../session';
import { waitUntil } from '../wait/wait';

const MODE = 'istio.io/dataplane-mode';

/** istio-cni's mark on a pod whose traffic goes through ztunnel. @see https://istio.io/latest/docs/reference/config/annotations/ */
const REDIRECTED = 'ambient.istio.io/redirection';

/** Takes our namespaces out of the mesh, and waits until no pod's traffic goes through ztunnel any more. */
export async function leaveMesh(session: Session): Promise<void> {
  const { kubectl, report } = session;
  const args = ['get', 'namespaces', '--selector', `${MODE}=ambient`, '--show-managed-fields'];
  const enrolled = await kubectl.get(args.slice(1));
  const foreign = enrolled.filter(namespace => !isOurs(namespace));
  if (foreign.length > 0) throw new ProblemsError(foreign.map(toProblem));
  for (const { metadata } of enrolled) {
    await kubectl.text(['label', 'namespace', metadata.name, `${MODE}-`, `--field-manager=${MANAGER}`]);
  }
  if (enrolled.length > 0) report.line(`   left: ${enrolled.map(({ metadata }) => metadata.name).join(', ')}`);
  const path = `jsonpath={range .items[?(@.metadata.annotations.${REDIRECTED.replaceAll('.', '\\.')})]}{.metadata.namespace}/{.metadata.name}{"\\n"}{end}`;
  await waitUntil(session, {
    name: 'pods to leave the mesh',
    pending: async () => {
      const pods = (await kubectl.text(['get', 'pods', '--all-namespaces', '-o', path])).split('\n');
      return pods.filter(pod => pod !== '').map(pod => ({ what: `Pod ${pod}`, why: `it carries ${REDIRECTED} still` }));
    },
    until: 'out of the mesh',
    cure: 'look at the log of istio-cni on its node; where istio-cni is gone, delete the pod, and run down again',
  });
}

/** Enrolled by us: the namespace is ours, or the label is. */
function isOurs(namespace: LiveObject): boolean {
  if (isMember(namespace, SYSTEM)) return true;
  return (namespace.metadata.managedFields ?? []).some(({ manager, fieldsV1 }) => {
    const metadata = fieldsV1?.['f:metadata'] as { 'f:labels'?: Record<string, unknown> } | undefined;
    return manager === MANAGER && metadata?.['f:labels']?.[`f:${MODE}`] !== undefined;
  });
}

function toProblem({ metadata: { name } }: LiveObject) {
  return error(
    'AMB950',
    `namespace ${name} is in the mesh, and up did not put it there; without the mesh its traffic would stop`,
    `kubectl label namespace ${name} ${MODE}-`,
  );
}
