import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { componentsOf } from './model/components';
import { at, textOf } from './model/fields';
import { compareVersions } from './model/istio-minors';

const minorOf = (version: string) => version.split('.').slice(0, 2).join('.');

/** A chart is written for the images of its own version. */
export const chartFitsTag: Rule = {
  id: 'AMB809',
  doc: 'the tag that a chart of Istio is given is of the minor of the chart',
  why: 'the image meets flags, rights and configuration of another minor; what it lacks is found at run time',
  see: [
    'https://istio.io/latest/docs/ambient/upgrade/helm/',
    'https://istio.io/latest/docs/releases/supported-releases/',
  ],
  level: 'warning',
  *faults(index) {
    for (const { stored, title, version, values } of componentsOf(index)) {
      const stated = textOf(at(values, 'tag')) || textOf(at(values, 'global', 'tag')) || '';
      const tag = /^v?(\d+\.\d+\.\d+)/.exec(stated)?.[1];
      // Only a delivery has a version of its own beside that of its image.
      if (stored.object.spec?.template !== undefined || version === undefined || tag === undefined) continue;
      if (minorOf(tag) === minorOf(version)) continue;
      yield fault(
        stored,
        `${title} in version ${version} with tag ${stated}`,
        `a tag of Istio ${minorOf(version)}`,
        `leave the tag out, or use version ${compareVersions(tag, version) > 0 ? tag : version} for both in ${describe(stored)}`,
      );
    }
  },
};
