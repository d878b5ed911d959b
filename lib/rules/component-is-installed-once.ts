import type { Rule } from '../core/rule';
import { fault } from './fault';
import type { Component } from './model/component';
import { componentsOf } from './model/components';

/** Of istiod there is one for each revision, of the others one for the cluster, or for each revision of it. */
const keyOf = ({ role, namespace, revision }: Component) => `${role} ${role === 'istiod' ? namespace : ''} ${revision}`;

/** Whoever installs a component takes it for its own. */
export const componentIsInstalledOnce: Rule = {
  id: 'AMB806',
  doc: 'each part of Istio is installed by one owner',
  why: 'two owners undo each other’s objects, webhooks and definitions, and two agents on a node both take its pods',
  see: ['https://istio.io/latest/docs/ambient/install/helm/', 'https://istio.io/latest/docs/setup/upgrade/canary/'],
  level: 'warning',
  *faults(index) {
    const first = new Map<string, Component>();
    for (const component of componentsOf(index)) {
      const other = first.get(keyOf(component));
      if (other === undefined) {
        first.set(keyOf(component), component);
        continue;
      }
      yield fault(
        component.stored,
        `${component.title} for namespace ${component.namespace}, beside ${other.title} for namespace ${other.namespace}`,
        'one owner of each part, or revisions of it',
        'remove one of the two, or give one a revision of its own',
      );
    }
  },
};
