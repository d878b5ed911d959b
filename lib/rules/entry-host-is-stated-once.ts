import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, type Stored } from './model/cluster';
import { fieldsOf, textsOf } from './model/fields';
import { SERVICE_ENTRY } from './model/kinds';
import { modelOf } from './model/model';

/** ztunnel knows one Service of a namespace by a host name. */
export const entryHostIsStatedOnce: Rule = {
  id: 'AMB868',
  doc: 'a host name is in one ServiceEntry of a namespace',
  why: 'ztunnel knows a host by its namespace and name: of two entries it has one, with its ports and addresses alone',
  see: [
    'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-hosts',
    'https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/ambient/services.go',
  ],
  level: 'warning',
  *faults(index) {
    const firsts = new Map<string, Stored>();
    for (const entry of modelOf(index).cluster.ofKind(SERVICE_ENTRY)) {
      for (const host of new Set(textsOf(fieldsOf(entry.object.spec).hosts))) {
        const key = `${entry.namespace}/${host}`;
        const first = firsts.get(key);
        firsts.set(key, first ?? entry);
        if (first === undefined) continue;
        yield fault(
          entry,
          `${describe(entry)} with host ${host}, which ${describe(first)} has too`,
          'one ServiceEntry for a host',
          'put all ports and endpoints into one of them',
        );
      }
    }
  },
};
