import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import type { Component } from './model/component';
import { componentsOf } from './model/components';

/** Minors as one number; undefined where no version is stated. */
function minorOf({ version }: Component): number | undefined {
  const [major, minor] = version?.split('.').map(Number) ?? [];
  return major === undefined || minor === undefined ? undefined : major * 1000 + minor;
}

/** istiod is upgraded first. */
export const componentsFitIstiod: Rule = {
  id: 'AMB803',
  doc: 'ztunnel and istio-cni are of the minor of istiod, or of the one before',
  why: 'no other pair is supported: an agent that is newer or much older than istiod may cut off all pods of its nodes',
  see: [
    'https://istio.io/latest/docs/ambient/upgrade/helm/',
    'https://istio.io/latest/docs/releases/supported-releases/',
  ],
  level: 'warning',
  *faults(index) {
    const components = componentsOf(index);
    const istiods = components.filter(({ role }) => role === 'istiod');
    const known = istiods.map(minorOf).filter(minor => minor !== undefined);
    if (known.length === 0 || known.length < istiods.length) return;
    for (const component of components) {
      const minor = minorOf(component);
      if (minor === undefined || !['cni', 'ztunnel'].includes(component.role)) continue;
      if (known.some(each => each === minor || each === minor + 1)) continue;
      yield fault(
        component.stored,
        `${component.title} ${component.version} with ${listed(istiods.map(({ title, version }) => `${title} ${version}`))}`,
        'the minor of istiod, or the one before',
        'upgrade one minor at a time: istiod first, then istio-cni, then ztunnel',
      );
    }
  },
};
