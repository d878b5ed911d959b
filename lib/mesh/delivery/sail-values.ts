import { mergedOver } from '../spec/with-defaults';
import type { Values } from './overlay';
import type { Chart } from './value-paths';

/** The kinds of Sail that take values. */
export type SailKind = 'Istio' | 'IstioCNI' | 'ZTunnel';

/** Values that are fields or objects of Sail's own; ztunnel alone is told its revision. */
const OWN = ['profile', 'revision', 'revisionTags'];

/** What stands at the top in the values of an `Istio`; everything else of the chart istiod is below `pilot`. */
const TOP_OF_ISTIO = [
  'base',
  'defaultRevision',
  'gatewayClasses',
  'global',
  'meshConfig',
  'pilot',
  'sidecarInjectorWebhook',
  'telemetry',
];

/** The values of the charts, as Sail's kinds have them: nested by component, and without what Sail sets itself. */
export function toSailValues(values: Readonly<Record<Chart, Values>>): Readonly<Record<SailKind, Values>> {
  const { platform, ...ztunnel } = values.ztunnel;
  const global = platform === undefined ? {} : { global: { platform } };
  return {
    Istio: nestBelow('pilot', mergedOver(values.base, values.istiod), TOP_OF_ISTIO),
    IstioCNI: nestBelow('cni', values.cni, ['cni', 'global']),
    ZTunnel: mergedOver(nestBelow('ztunnel', ztunnel, ['ztunnel', 'global'], ['profile']), global),
  };
}

function nestBelow(component: string, values: Values, top: readonly string[], own = OWN): Values {
  const entries = Object.entries(values).filter(([key]) => !own.includes(key));
  const nested = Object.fromEntries(entries.filter(([key]) => !top.includes(key)));
  const others = Object.fromEntries(entries.filter(([key]) => top.includes(key)));
  return Object.keys(nested).length === 0 ? others : mergedOver(others, { [component]: nested });
}
