import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { istiodsOf } from './model/components';
import { compareVersions, minorFacts, SUPPORTED_MINORS } from './model/istio-minors';

/** Every minor is supported for some months. */
export const istioGetsFixes: Rule = {
  id: 'AMB804',
  doc: 'istiod is of a minor that still gets fixes',
  why: 'holes that are found in Istio from now on stay open in this mesh',
  see: ['https://istio.io/latest/docs/releases/supported-releases/'],
  level: 'warning',
  saidBy: ['AMB101'],
  *faults(index) {
    for (const { stored, title, version } of istiodsOf(index)) {
      if (version === undefined || compareVersions(version, `${SUPPORTED_MINORS[0]}.0`) >= 0) continue;
      const ended = minorFacts(version)?.endOfLife;
      yield fault(
        stored,
        `${title} ${version}, whose support ${ended === undefined ? 'has ended' : `ended on ${ended}`}`,
        `Istio ${listed(SUPPORTED_MINORS)}`,
        'upgrade one minor at a time',
      );
    }
  },
};
