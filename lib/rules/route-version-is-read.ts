import { describeKey, keyOf } from '../core/object-index';
import type { Rule } from '../core/rule';
import { servedVersions } from './definition-serves-kind';
import { fault, listed } from './fault';
import { istiodsOf } from './model/components';
import { minorFacts } from './model/istio-minors';
import { kindId } from './model/kinds';

const GROUP = 'gateway.networking.k8s.io';

/** Kinds that istiod reads in another version from one minor to the next. */
const KINDS = ['TLSRoute', 'TCPRoute'] as const;

/** istiod reads one version of a kind, and the bundle of Gateway API that it is paired with serves no other. */
export const routeVersionIsRead: Rule = {
  id: 'AMB800',
  doc: 'routes are in the API version that istiod reads',
  why: 'the paired Gateway API does not serve the other version, or istiod ignores the kind: the route does nothing',
  see: [
    'https://github.com/istio/istio/blob/1.31.0/pkg/config/schema/metadata.yaml',
    'https://github.com/istio/istio/issues/59949',
  ],
  level: 'warning',
  *faults(index) {
    const istiods = istiodsOf(index);
    const minors = istiods.map(({ version }) => minorFacts(version));
    if (minors.length === 0) return;
    for (const kind of KINDS) {
      const read = new Set(minors.map(minor => minor?.routeVersions[kind]));
      if (read.has(undefined)) continue;
      const served = servedVersions(index).get(kindId(GROUP, kind)) ?? [];
      // The API server hands out an object in every version that it serves.
      const isServedAs = (...versions: unknown[]) => versions.every(each => served.some(known => known === each));
      for (const source of index.ofKind(kind, GROUP)) {
        const version = source.object.apiVersion.slice(GROUP.length + 1);
        if ([...read].some(each => each === version || isServedAs(each, version))) continue;
        yield fault(
          { source },
          `${describeKey(keyOf(source.object))} in version ${version}; ${listed(istiods.map(titleOf))} reads ${listed([...read].map(String))}`,
          `apiVersion ${GROUP}/${[...read][0]}`,
          'change the apiVersion, and install the Gateway API that this Istio is paired with',
        );
      }
    }
  },
};

const titleOf = ({ version }: { readonly version: string | undefined }): string => `Istio ${version}`;
