import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, labelsOf, type Stored } from './model/cluster';
import { fieldsOf, textsOf } from './model/fields';
import { NAMESPACE, SERVICE_ENTRY } from './model/kinds';
import { modelOf } from './model/model';
import { hasSidecars } from './model/policy-scopes';
import { DATAPLANE_MODE } from './model/workloads';

const AUTOALLOCATE = 'networking.istio.io/enable-autoallocate-ip';

/** Why istiod gives no address to an entry that states none; undefined where it does, or one is stated. */
function reason({ object, ...entry }: Stored): string | undefined {
  const { addresses, resolution = 'NONE' } = fieldsOf(object.spec);
  if (textsOf(addresses).length > 0) return undefined;
  if (resolution === 'NONE') return 'resolution NONE';
  return labelsOf({ object, ...entry })[AUTOALLOCATE]?.toLowerCase() === 'false'
    ? `label ${AUTOALLOCATE}=false`
    : undefined;
}

/** Whether ztunnel alone is there to make something of the entries of a namespace. */
function isForZtunnel(index: ObjectIndex, namespace: string): boolean {
  const { cluster } = modelOf(index);
  if (cluster.namespaceLabels(namespace)?.[DATAPLANE_MODE] !== 'ambient') return false;
  return !cluster.ofKind(NAMESPACE).some(({ name }) => hasSidecars(index, name));
}

/** ztunnel tells Services by address, sidecars by the name that is asked for. */
export const entryHasAddress: Rule = {
  id: 'AMB869',
  doc: 'a ServiceEntry in an ambient namespace has an address, or gets one from istiod',
  why: 'ztunnel tells where connections go by their address: without one the entry, its waypoint and policies do nothing',
  see: [
    'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution',
    'https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/serviceentry/ip_autoallocation.go',
  ],
  level: 'warning',
  *faults(index) {
    for (const entry of modelOf(index).cluster.ofKind(SERVICE_ENTRY)) {
      const why = reason(entry);
      if (why === undefined || !isForZtunnel(index, entry.namespace)) continue;
      yield fault(
        entry,
        `${describe(entry)} with ${why} and no addresses`,
        'addresses, or a resolution for which istiod gives one: STATIC, DNS or DNS_ROUND_ROBIN',
        'state the addresses, or write resolution: DNS',
      );
    }
  },
};
