import type { ObjectIndex } from '../core/object-index';
import { describeKey, groupOf, keyOf } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { at, objectsOf, textOf } from './model/fields';
import { CUSTOM_RESOURCE_DEFINITION, GATEWAY, kindId } from './model/kinds';
import { modelOf } from './model/model';

const GATEWAY_API = 'gateway.networking.k8s.io';

/** Where definitions are here, they are what the API server will go by. */
export const definitionServesKind: Rule = {
  id: 'AMB830',
  doc: 'the definitions that are here serve the kinds and versions of the objects',
  why: 'the API server has no match for the kind in that version: the whole apply fails',
  see: ['https://gateway-api.sigs.k8s.io/concepts/versioning/#release-channels'],
  level: 'error',
  *faults(index) {
    const definitions = servedVersions(index);
    if (definitions.size === 0) return;
    const hasGatewayApi = definitions.has(GATEWAY);
    for (const source of index.all) {
      const { apiVersion, kind } = source.object;
      if (typeof apiVersion !== 'string' || typeof kind !== 'string') continue;
      const group = groupOf(apiVersion);
      const served = definitions.get(kindId(group, kind));
      const isAbsent = served === undefined && hasGatewayApi && group === GATEWAY_API;
      if (!isAbsent && (served === undefined || served.includes(apiVersion.slice(group.length + 1)))) continue;
      yield fault(
        { source },
        `${describeKey(keyOf(source.object))} in ${apiVersion}; the definitions that are here serve ${listed(served ?? [])}`,
        'a version that a definition serves',
        isAbsent
          ? 'install a newer Gateway API, or its experimental channel'
          : 'change the apiVersion, or the definition',
      );
    }
  },
};

/** The versions that each kind is served in, by the definitions that are here. */
export function servedVersions(index: ObjectIndex): ReadonlyMap<string, readonly string[]> {
  const served = new Map<string, readonly string[]>();
  for (const { object } of modelOf(index).cluster.ofKind(CUSTOM_RESOURCE_DEFINITION)) {
    const kind = textOf(at(object, 'spec', 'names', 'kind'));
    const versions = objectsOf(at(object, 'spec', 'versions')).filter(each => each.served !== false);
    const names = versions.map(({ name }) => textOf(name)).filter(name => name !== undefined);
    if (kind !== undefined) served.set(kindId(textOf(at(object, 'spec', 'group')) ?? '', kind), names);
  }
  return served;
}
