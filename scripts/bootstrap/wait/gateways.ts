import { describe } from '../apply-set/members';
import type { LiveObject } from '../kubectl/live-object';
import type { PlannedGateway } from '../plan/gateways';
import type { Session } from '../session';
import { podReasons } from './pod-reasons';
import { READY_AT_ONCE } from './readiness';
import { type Pending, waitUntil } from './wait';

/** Label by which istiod ties what it makes to its Gateway. */
export const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

interface PendingGateway extends Pending {
  readonly deployment?: LiveObject;
}

/**
 * Waits until istiod's Deployment of each Gateway is rolled out. A Gateway that names the proxies of somebody else, by
 * several addresses or by a hostname, has none.
 * @see https://github.com/istio/istio/blob/1.31.0-rc.0/pilot/pkg/config/kube/gatewaycommon/gateway_utils.go
 */
export async function waitForProxies(session: Session, gateways: readonly PlannedGateway[]): Promise<void> {
  const deployed = gateways.filter(isDeployed);
  if (deployed.length === 0) return;
  const { kubectl } = session;
  await waitUntil<PendingGateway>(session, {
    name: 'the proxies of gateways',
    pending: async () => {
      const all = await kubectl.get(['deployments', '--all-namespaces', '--selector', GATEWAY_NAME], {
        remark: 'until all of them are rolled out',
      });
      return session.dryRun ? [] : deployed.flatMap(gateway => pendingProxy(gateway, all));
    },
    explain: async ({ deployment }, final) => (deployment === undefined ? [] : podReasons(kubectl, deployment, final)),
    cure: 'look at the pods that it names and at the log of istiod, then run the same command again',
  });
}

function isDeployed({ object }: PlannedGateway): boolean {
  const addresses = (object.spec.addresses ?? []) as { readonly type?: string }[];
  return addresses.length < 2 && addresses.every(({ type = 'IPAddress' }) => type === 'IPAddress');
}

function pendingProxy({ name, namespace, object }: PlannedGateway, all: readonly LiveObject[]): PendingGateway[] {
  const mine = all.filter(
    ({ metadata }) => metadata.namespace === namespace && metadata.labels?.[GATEWAY_NAME] === name,
  );
  if (mine.length === 0) return [{ what: describe(object), why: 'istiod has made no Deployment for it' }];
  return mine.flatMap(deployment => {
    const why = READY_AT_ONCE['Deployment.apps'](deployment);
    return why === undefined ? [] : [{ what: describe(deployment), why, deployment }];
  });
}
