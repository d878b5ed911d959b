import { mappedPorts } from '../kind/cluster';
import { compareMinors } from '../kind/node-image';
import { findContext, noContext } from '../kubectl/context';
import { error, type Problem, warning } from '../problems';
import type { PreflightContext } from './preflight';

/** The name is free, or the cluster is one that `up` made, with the ports that the topology needs. */
export async function checkClusterName({ cluster, options, session, ports }: PreflightContext): Promise<Problem[]> {
  if (cluster === 'foreign') {
    const cure = `use another --name, or take it as it is with --context kind-${options.name}`;
    return [error('AMB917', `kind cluster ${options.name} is there, and up did not make it`, cure)];
  }
  const mapped = cluster === 'ours' ? mappedPorts(session) : undefined;
  if (mapped === undefined) return [];
  const known = new Set(mapped.map(({ nodePort, hostPort }) => `${nodePort}=${hostPort}`));
  return ports
    .filter(({ nodePort, hostPort }) => !known.has(`${nodePort}=${hostPort}`))
    .map(({ nodePort, hostPort, of }) =>
      error(
        'AMB918',
        `kind cluster ${options.name} was made without a mapping of port ${hostPort} to ${nodePort}, which ${of} needs`,
        'npm run down, then npm run up: ports are mapped when the cluster is made',
      ),
    );
}

/** The context is there, its API server answers, and we may do what we have to. */
export async function checkAccess({ session, options }: PreflightContext): Promise<Problem[]> {
  const { context } = options;
  if (context === undefined) return [];
  const { kubectl } = session;
  const found = await findContext(session);
  if (found === 'unknown') return []; // kubectl is not there, which the check of tools says
  if (found === 'absent') return [noContext(context, 'kubectl config get-contexts lists them')];
  const may = await kubectl.attempt(['auth', 'can-i', '*', '*', '--all-namespaces'], { patience: 0.2 });
  if (may.code === 0) return [];
  if (may.stdout.trim() === 'no') {
    return [
      error('AMB906', `the user of context ${context} may not do everything`, 'use one that is bound to cluster-admin'),
    ];
  }
  return [
    error(
      'AMB907',
      `the API server of context ${context} does not answer: ${may.stderr.trim()}`,
      'start it, or use another context',
    ),
  ];
}

/** Kubernetes is in the range that the Istio minor is documented for. */
export async function checkKubernetes(context: PreflightContext): Promise<Problem[]> {
  const { row } = context.plan.mesh;
  const minor = await kubernetesMinor(context);
  if (minor === undefined) return [];
  const { from, to } = row.kubernetes;
  const what = `Kubernetes is ${minor}, and Istio ${row.minor} is documented for ${from} to ${to}`;
  if (compareMinors(minor, from) < 0) return [error('AMB919', what, 'use a newer cluster, or an older Istio')];
  return compareMinors(minor, to) > 0 ? [warning('AMB919', what, 'use an older cluster, or try')] : [];
}

/** Of the cluster where it is there, else of the image that it will be made from. */
async function kubernetesMinor({ options, cluster, image, session }: PreflightContext): Promise<string | undefined> {
  if (options.context === undefined && cluster !== 'ours') return /:v(\d+\.\d+)/.exec(image)?.[1];
  const { code, stdout } = await session.kubectl.attempt(['version', '-o', 'json'], { patience: 0 }); // said already where it does not answer
  if (code !== 0 || stdout === '') return undefined;
  const { serverVersion } = JSON.parse(stdout) as { serverVersion?: { gitVersion: string } };
  return serverVersion?.gitVersion.replace(/^v/, '').split('.').slice(0, 2).join('.');
}
