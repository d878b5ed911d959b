import { describeKey, groupOf, keyOf } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { at, textsOf } from './model/fields';
import { modelOf } from './model/model';
import { servedVersions } from './schema/catalog';

const GATEWAY_API = 'gateway.networking.k8s.io';

/** What older bundles of Gateway API served, or its experimental channel; the rule of versions that istiod reads knows better. */
const ONCE_SERVED: Readonly<Record<string, readonly string[]>> = {
  BackendTLSPolicy: ['v1alpha3'],
  GRPCRoute: ['v1alpha2'],
  TCPRoute: ['v1alpha2'],
  TLSRoute: ['v1alpha2', 'v1alpha3'],
  UDPRoute: ['v1alpha2'],
};

/** Istio and Gateway API have dropped the versions that they began with. */
export const customApiIsServed: Rule = {
  id: 'AMB846',
  doc: 'objects of Istio and Gateway API are in versions that some supported release of them serves',
  why: 'the API server has no match for the kind in that version: the whole apply fails',
  see: [
    'https://gateway-api.sigs.k8s.io/concepts/versioning/',
    'https://istio.io/latest/docs/releases/feature-stages/',
  ],
  level: 'error',
  *faults(index) {
    for (const { source, violations } of modelOf(index).cluster.refused) {
      if (!violations.some(({ path }) => path === '.apiVersion')) continue;
      const { apiVersion, kind } = source.object;
      if (typeof apiVersion !== 'string' || typeof kind !== 'string') continue;
      const group = groupOf(apiVersion);
      const version = apiVersion.slice(group.length + 1);
      const isOurs = group === GATEWAY_API || group.endsWith('.istio.io');
      if (!isOurs || (group === GATEWAY_API && textsOf(at(ONCE_SERVED, kind)).includes(version))) continue;
      const served = servedVersions(group, kind);
      if (served === undefined) continue;
      yield fault(
        { source },
        `${describeKey(keyOf(source.object))} in version ${version}; ${kind} of ${group} is served as ${listed(served)}`,
        `apiVersion ${group}/${served[0]}`,
        'change the apiVersion',
      );
    }
  },
};
