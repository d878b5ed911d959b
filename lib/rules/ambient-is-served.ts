import type { Rule } from '../core/rule';
import { fault } from './fault';
import type { Component } from './model/component';
import { componentsOf } from './model/components';
import { at } from './model/fields';
import { DEPLOYMENT } from './model/workloads';

const SWITCH = 'PILOT_ENABLE_AMBIENT';

/** Whether istiod is told to serve ztunnel: by its variable, or by the profile of its chart. */
function servesAmbient({ stored, env, values, isOpen }: Component): boolean {
  if (isOpen || String(env[SWITCH]) === 'true') return true;
  if (stored.kind === DEPLOYMENT) return false;
  return [at(values, 'profile'), at(values, 'global', 'profile')].includes('ambient');
}

/** Without its profile the chart installs an istiod for sidecars. */
export const ambientIsServed: Rule = {
  id: 'AMB807',
  doc: 'where there is a ztunnel, istiod is told to serve it',
  why: 'ztunnel gets no workloads from istiod: traffic of pods in the mesh passes as plain text, without policies',
  see: ['https://istio.io/latest/docs/ambient/install/helm/'],
  level: 'error',
  *faults(index) {
    const components = componentsOf(index);
    const istiods = components.filter(({ role }) => role === 'istiod');
    if (!components.some(({ role }) => role === 'ztunnel') || istiods.some(servesAmbient)) return;
    for (const { stored, title } of istiods) {
      yield fault(
        stored,
        `${title} without ambient mode, beside a ztunnel`,
        `profile ambient in its values, or ${SWITCH}=true in its environment`,
        'set profile to ambient',
      );
    }
  },
};
