import type { VersionRow } from '../../../lib/mesh/versions';
import { error, type Problem, warning } from '../problems';
import type { Present } from './present';
import { compareVersions } from './versions';

/**
 * What an Istio minor would make of the Gateway API on the cluster. An older Istio reads TLSRoute in a version that
 * newer bundles do not serve, and ignores the kind without a word.
 * @see https://github.com/istio/istio/blob/1.31.0-rc.0/pkg/config/schema/gatewayapi/minimumversions.go
 * @see https://github.com/istio/istio/issues/59949
 */
export function checkPairing(row: VersionRow, usesTlsRoute: boolean, present: readonly Present[]): Problem[] {
  const bundles = present.map(({ bundle }) => bundle).filter(bundle => bundle !== '');
  const newest = bundles.sort(compareVersions).at(-1);
  const mixed = new Set(bundles).size > 1;
  const problems: Problem[] = [];
  if (mixed) {
    const what = `definitions of several releases of Gateway API are installed: ${[...new Set(bundles)].join(', ')}`;
    problems.push(warning('AMB922', what, 'install one release as a whole'));
  }
  if (
    newest !== undefined &&
    row.routeVersions.TLSRoute === 'v1alpha2' &&
    compareVersions(newest, row.gatewayApi) > 0
  ) {
    const what = `Istio ${row.minor} ignores TLSRoute of Gateway API ${newest}: it reads ${row.gatewayApi} and older`;
    const cure = `use Istio 1.30 or later, or install Gateway API ${row.gatewayApi}`;
    problems.push(usesTlsRoute ? error('AMB923', what, cure) : warning('AMB923', what, cure));
  }
  return problems;
}
