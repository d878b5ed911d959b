import { describe } from '../../apply-set/members';
import { objectsOf } from '../../plan/plan';
import { type Check, fails, holds } from '../check';
import { memberPods } from '../members';

/** Somebody without an identity knocks at a pod of a STRICT mesh. */
export const plaintext: Check = {
  id: 'plaintext',
  title: 'plain text from outside of the mesh is refused where mutual TLS is STRICT',
  run: async ({ objects, live, mesh }) => {
    const strict = objectsOf(objects, 'PeerAuthentication', 'security.istio.io').some(
      ({ spec }) => spec.mtls?.mode === 'STRICT' && spec.selector === undefined,
    );
    const members = strict ? await memberPods(live, objects) : [];
    const knocked = members.flatMap(pod => {
      const port = portOf(pod.spec.containers);
      return port === undefined || pod.status?.podIP === undefined
        ? []
        : [{ pod, url: `http://${pod.status.podIP}:${port}/` }];
    });
    const byNamespace = [...new Map(knocked.map(one => [one.pod.metadata.namespace, one])).values()];
    if (byNamespace.length === 0) return [];
    const answers = await mesh.knock(byNamespace.map(({ url }) => url));
    return byNamespace.map(({ pod, url }, index) => {
      const { code, status } = answers[index];
      if (status !== 0) {
        const cure =
          'kubectl get peerauthentication -A: is one of them PERMISSIVE? Is the pod in the mesh (check membership)?';
        return fails(describe(pod), `answers ${status} to plain text at ${url}`, cure);
      }
      if (REFUSALS.includes(code)) return holds(describe(pod), `refuses plain text at ${url}`);
      return fails(
        describe(pod),
        `could not be asked: curl ended with ${code}`,
        `see whether ${url} is the pod's address still`,
      );
    });
  },
};

/** curl's codes for a connection that is refused, or closed without an answer, or let time out. @see https://curl.se/libcurl/c/libcurl-errors.html */
const REFUSALS = [7, 28, 52, 56];

function portOf(
  containers: readonly { readonly ports?: readonly { readonly containerPort: number; readonly protocol?: string }[] }[],
) {
  const ports = containers.flatMap(({ ports = [] }) => ports);
  return ports.find(({ protocol = 'TCP' }) => protocol === 'TCP')?.containerPort;
}
