import type { KubeObject } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { kindId, NAMESPACE } from './model/kinds';
import { modelOf } from './model/model';
import { hasSidecars } from './model/policy-scopes';

/** What no proxy of an ambient mesh reads. */
interface Unread {
  readonly kind: string;
  /** Whether an object is of no use; `isMixed` tells whether there are sidecars too. */
  readonly when: (object: KubeObject, isMixed: boolean) => boolean;
  readonly what: string;
  readonly cure: string;
}

const UNREAD: readonly Unread[] = [
  {
    kind: kindId('networking.istio.io', 'Sidecar'),
    when: (_, isMixed) => !isMixed,
    what: 'which sidecars alone read',
    cure: 'leave it out: ztunnel and waypoints have no use for it',
  },
  {
    kind: kindId('gateway.networking.x-k8s.io', 'XBackendTrafficPolicy'),
    when: ({ spec }) => spec?.sessionPersistence !== undefined,
    what: 'whose sessionPersistence no version of Istio serves',
    cure: 'write a DestinationRule with consistentHash by a cookie or a header',
  },
];

/** Some kinds are for sidecars, some fields for other implementations of Gateway API. */
export const kindIsReadInAmbient: Rule = {
  id: 'AMB659',
  doc: 'no object is for sidecars where there are none, nor asks for session persistence as Gateway API has it',
  why: 'nobody reads it: clients change pods, and what was to be limited is not',
  see: [
    'https://istio.io/latest/docs/reference/config/networking/sidecar/',
    'https://github.com/istio/istio/issues/55839',
  ],
  level: 'warning',
  *faults(index) {
    const { cluster } = modelOf(index);
    for (const { kind, when, what, cure } of UNREAD) {
      const objects = cluster.ofKind(kind);
      const isMixed = objects.length > 0 && cluster.ofKind(NAMESPACE).some(({ name }) => hasSidecars(index, name));
      for (const stored of objects.filter(({ object }) => when(object, isMixed))) {
        yield fault(stored, `${describe(stored)}, ${what}`, 'what waypoints and gateways read', cure);
      }
    }
  },
};
