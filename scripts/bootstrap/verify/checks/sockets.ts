import { describe } from '../../apply-set/members';
import type { LiveObject } from '../../kubectl/live-object';
import { type Check, fails, holds, type Outcome, type VerifyContext } from '../check';
import { memberPods } from '../members';
import { listeningPorts, MESH_SOCKETS } from '../mesh/sockets';

const READ = ['cat', '/proc/net/tcp', '/proc/net/tcp6'];

/** One pod of each workload: what ztunnel opened for one it opened for all. */
export const sockets: Check = {
  id: 'sockets',
  title: 'ztunnel listens inside of pods: 15001, 15006, 15008 and 15053',
  run: async context => {
    const members = await memberPods(context.live, context.objects);
    const ofEach = new Map(members.map(pod => [`${pod.metadata.namespace}/${workloadOf(pod)}`, pod]));
    return Promise.all([...ofEach.values()].map(pod => listensIn(context, pod)));
  },
};

const workloadOf = ({ metadata }: LiveObject): string => metadata.ownerReferences?.[0]?.name ?? metadata.name;

async function listensIn({ mesh }: VerifyContext, pod: LiveObject): Promise<Outcome> {
  const { code, stdout, stderr } = await mesh.exec(pod, READ);
  if (code !== 0 && stdout === '') {
    const cure = 'an image without cat shows nothing: leave this check out with --skip sockets';
    return fails(describe(pod), `could not be looked into: ${stderr.trim().split('\n').at(-1)}`, cure);
  }
  const open = listeningPorts(stdout);
  const missing = MESH_SOCKETS.filter(({ port }) => !open.has(port));
  if (missing.length === 0)
    return holds(describe(pod), `listens on ${MESH_SOCKETS.map(({ port }) => port).join(', ')}`);
  const named = missing.map(({ port, of }) => `${port} (${of})`).join(', ');
  const cure = `look at the logs of istio-cni and ztunnel on node ${pod.spec.nodeName}; then delete the pod`;
  return fails(describe(pod), `does not listen on ${named}`, cure);
}
