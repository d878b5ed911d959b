import { compareVersions } from '../crds/versions';
import { NODE_IMAGES } from '../kind/node-image';
import { error, type Problem, warning } from '../problems';
import type { PreflightContext } from './preflight';

/** Server-side apply with field managers, and --show-managed-fields, are in every kubectl since. */
const OLDEST_KUBECTL = '1.28.0';
const OLDEST_NODE = '20.0.0';

/** kubectl, and on kind kind itself, are there and not too old. */
export async function checkTools({ session, options, image }: PreflightContext): Promise<Problem[]> {
  const { run, dryRun } = session;
  const problems: Problem[] = [];
  if (compareVersions(process.versions.node, OLDEST_NODE) < 0) {
    problems.push(error('AMB910', `Node.js is ${process.versions.node}`, `install Node.js ${OLDEST_NODE} or later`));
  }
  const kubectl = await run({ tool: 'kubectl', args: ['version', '--client', '-o', 'json'], timeoutMs: 15_000 });
  const kubectlVersion = /"gitVersion":\s*"v([^"]+)"/.exec(kubectl.stdout)?.[1];
  if (kubectl.code !== 0) {
    problems.push(
      error('AMB911', 'kubectl is not installed', 'install it: https://kubernetes.io/docs/tasks/tools/#kubectl'),
    );
  } else if (kubectlVersion !== undefined && compareVersions(kubectlVersion.split('-')[0], OLDEST_KUBECTL) < 0) {
    problems.push(error('AMB911', `kubectl is ${kubectlVersion}`, `install ${OLDEST_KUBECTL} or later`));
  }
  if (options.context !== undefined) return problems;

  const kind = await run({ tool: 'kind', args: ['version'], timeoutMs: 15_000 });
  const kindVersion = /kind v(\S+)/.exec(kind.stdout)?.[1];
  const needed = NODE_IMAGES.find(known => known.image === image)?.kind;
  if (kind.code !== 0) {
    problems.push(
      error(
        'AMB912',
        'kind is not installed',
        'install it: https://kind.sigs.k8s.io/docs/user/quick-start/#installation',
      ),
    );
  } else if (!dryRun && kindVersion === undefined) {
    problems.push(warning('AMB912', 'kind does not tell its version', `make sure that it is ${needed} or later`));
  } else if (kindVersion !== undefined && needed !== undefined && compareVersions(kindVersion, needed) < 0) {
    problems.push(
      error(
        'AMB912',
        `kind is ${kindVersion}, and the node image asks for ${needed}`,
        `install kind ${needed} or later`,
      ),
    );
  }
  return problems;
}
