import type { Rule } from '../core/rule';
import { fault } from './fault';
import { annotationsOf, describe } from './model/cluster';
import { istiodsOf } from './model/components';
import { at, textOf } from './model/fields';
import { compareVersions, minorFacts } from './model/istio-minors';
import { CUSTOM_RESOURCE_DEFINITION } from './model/kinds';
import { modelOf } from './model/model';

const GROUP = 'gateway.networking.k8s.io';
const BUNDLE = `${GROUP}/bundle-version`;

/** istiod looks at the bundle of a definition before it reads a kind. */
export const definitionFitsIstiod: Rule = {
  id: 'AMB802',
  doc: 'the definitions of Gateway API are of a bundle whose kinds istiod reads',
  why: 'istiod ignores the whole kind but for a line in its log: routes are never attached, their statuses stay empty',
  see: [
    'https://github.com/istio/istio/blob/1.31.0/pkg/config/schema/gatewayapi/minimumversions.go',
    'https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/',
  ],
  level: 'error',
  *faults(index) {
    for (const definition of modelOf(index).cluster.ofKind(CUSTOM_RESOURCE_DEFINITION)) {
      const kind = textOf(at(definition.object, 'spec', 'names', 'kind')) ?? '';
      const bundle = annotationsOf(definition)[BUNDLE];
      if (bundle === undefined || index.ofKind(kind, GROUP).length === 0) continue;
      for (const { version, title } of istiodsOf(index)) {
        const wanted = wantedBundle(kind, bundle, version);
        if (wanted === undefined) continue;
        yield fault(
          definition,
          `${describe(definition)} of bundle ${bundle}; ${title} ${version} ignores ${kind} of it`,
          wanted,
          `install the definitions of Gateway API ${minorFacts(version)?.gatewayApi}, which this Istio is paired with`,
        );
      }
    }
  },
};

/** Which bundle an istiod would read a kind of; undefined where it reads this one. */
function wantedBundle(kind: string, bundle: string, version: string | undefined): string | undefined {
  const { from, to } = minorFacts(version)?.bundles[kind] ?? {};
  if (from !== undefined && compareVersions(bundle, from) < 0) return `bundle ${from} or newer`;
  return to !== undefined && compareVersions(bundle, to) > 0 ? `bundle ${to} or older` : undefined;
}
