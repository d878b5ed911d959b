import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, type Stored } from './model/cluster';
import { objectsOf, textOf, textsOf } from './model/fields';
import { CLASSIC_GATEWAY, GATEWAY, type KindId, VIRTUAL_SERVICE } from './model/kinds';
import { modelOf } from './model/model';
import { mayBeThere } from './model/other-makers';

/** What a VirtualService refers to by namespace and name. */
interface Reference {
  readonly kind: KindId;
  readonly what: string;
  readonly namespace: string;
  readonly name: string;
}

/** Gateways as `name` or `namespace/name`, and the rules that others have for a part of the paths. */
function referencesIn({ object: { spec }, namespace: own }: Stored): Reference[] {
  const gateways = textsOf(spec?.gateways).filter(each => each !== 'mesh');
  const delegates = objectsOf(spec?.http).flatMap(({ delegate }) => objectsOf([delegate]));
  return [
    ...gateways.map(gateway => {
      const [namespace, name] = gateway.includes('/') ? gateway.split('/') : [own, gateway];
      return { kind: CLASSIC_GATEWAY, what: 'gateway', namespace: namespace ?? own, name: name ?? '' };
    }),
    ...delegates.map(({ name, namespace }) => ({
      kind: VIRTUAL_SERVICE,
      what: 'delegate',
      namespace: textOf(namespace) ?? own,
      name: textOf(name) ?? '',
    })),
  ];
}

/** Why a reference leads nowhere; undefined where it leads somewhere, or nothing is known. */
function absence(index: ObjectIndex, { kind, what, namespace, name }: Reference): string | undefined {
  const { cluster } = modelOf(index);
  if (cluster.find(kind, namespace, name) !== undefined || name.includes('.')) return undefined;
  if (kind === CLASSIC_GATEWAY && cluster.find(GATEWAY, namespace, name) !== undefined) {
    return `Gateway ${namespace}/${name} is one of Gateway API, which takes routes alone`;
  }
  if (!cluster.knows(kind, namespace) || mayBeThere(index, kind, namespace, name)) return undefined;
  return `no ${what === 'gateway' ? 'Gateway of networking.istio.io' : 'VirtualService'} ${namespace}/${name} is there`;
}

/** The name of a Gateway of Gateway API means nothing to it. */
export const trafficGatewayExists: Rule = {
  id: 'AMB862',
  doc: 'the gateways and delegates that a VirtualService names are there, the gateways of networking.istio.io',
  why: 'a VirtualService for a gateway that is not there, or is one of Gateway API, routes nothing, and no status tells',
  see: [
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService',
    'https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/',
  ],
  level: 'error',
  *faults(index) {
    for (const rule of modelOf(index).cluster.ofKind(VIRTUAL_SERVICE)) {
      for (const reference of referencesIn(rule)) {
        const why = absence(index, reference);
        if (why === undefined) continue;
        yield fault(
          rule,
          `${describe(rule)} with ${reference.what} ${reference.name}: ${why}`,
          reference.what === 'gateway' ? 'a Gateway of networking.istio.io, or mesh for waypoints' : 'a VirtualService',
          reference.what === 'gateway'
            ? 'write an HTTPRoute with the Gateway as its parent, or correct the name'
            : 'correct the name, or add the VirtualService',
        );
      }
    }
  },
};
