import { type Check, fails, holds } from '../check';
import { reasonOf, request } from '../http/request';
import { componentPods, identityOf, memberPods, trustDomainOf } from '../members';
import type { ZtunnelAccess } from '../mesh/ztunnel-log';

/** What a request through a Gateway leaves in the log of the ztunnel that received it: who spoke to whom, by certificate. */
export const identities: Check = {
  id: 'identities',
  title: 'traffic is carried by mutual TLS: the log of ztunnel names both identities',
  run: async ({ objects, live, mesh, targets, plan }) => {
    const members = await memberPods(live, objects);
    if (members.length === 0) return [];
    const ztunnels = await componentPods(live, 'ztunnel');
    // something to see; whether it is answered is another check's business
    await Promise.all(targets.map(target => request(target.request).catch(reasonOf)));
    const logs = await Promise.all(ztunnels.map(pod => mesh.ztunnelLog(pod)));
    const seen = logs.flat().filter(({ error }) => error === undefined);
    const byNamespace = new Map(
      members.map(pod => [`${pod.metadata.namespace}`, identityOf(pod, trustDomainOf(plan.mesh))]),
    );
    return [...byNamespace].map(([namespace, identity]) => {
      const connections = seen.filter(({ destinationIdentity }) => destinationIdentity === identity);
      const mutual = connections.filter(({ sourceIdentity }) => sourceIdentity?.startsWith('spiffe://'));
      const subject = `pods of ${namespace}`;
      if (mutual.length > 0) return holds(subject, `${sourcesOf(mutual)} speaks to ${identity}`);
      if (connections.length > 0) {
        return fails(
          subject,
          `${connections.length} connections came without an identity`,
          'set PeerAuthentication to STRICT',
        );
      }
      const cure = `send a request through the Gateway, then kubectl logs -n ${ztunnels[0]?.metadata.namespace} -l app=ztunnel | grep ${namespace}`;
      return fails(subject, 'the logs of ztunnel know no connection to them', cure);
    });
  },
};

const sourcesOf = (connections: readonly ZtunnelAccess[]): string =>
  [...new Set(connections.map(({ sourceIdentity }) => sourceIdentity))].sort().join(' and ');
