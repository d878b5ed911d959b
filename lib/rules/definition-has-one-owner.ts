import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, labelsOf, type Stored } from './model/cluster';
import type { Component } from './model/component';
import { componentsOf } from './model/components';
import { HELM_RELEASE } from './model/deliveries';
import { at, fieldsOf, textsOf } from './model/fields';
import { CUSTOM_RESOURCE_DEFINITION } from './model/kinds';
import { modelOf } from './model/model';

/** Helm installs over nothing that it did not install itself. */
export const definitionHasOneOwner: Rule = {
  id: 'AMB828',
  doc: 'Istio’s definitions come with the chart base, or by themselves',
  why: 'the chart does not install over definitions that something else applied: "cannot be imported into the current release"',
  see: ['https://github.com/istio/istio/blob/1.31.0/manifests/charts/base/templates/crds.yaml'],
  level: 'error',
  *faults(index) {
    const bases = componentsOf(index).filter(({ role, stored }) => role === 'base' && stored.kind === HELM_RELEASE);
    if (bases.length === 0) return;
    for (const definition of istioDefinitions(index)) {
      const owner = bases.find(base => installs(base, definition.name));
      if (owner === undefined || labelsOf(definition)['app.kubernetes.io/managed-by'] === 'Helm') continue;
      yield fault(
        definition,
        `${describe(definition)}, which ${owner.title} installs too`,
        'one owner of each definition',
        'leave the definitions out, or set base.enableCRDTemplates to false in the values of the chart',
      );
    }
  },
};

const istioDefinitions = (index: ObjectIndex): readonly Stored[] =>
  modelOf(index)
    .cluster.ofKind(CUSTOM_RESOURCE_DEFINITION)
    .filter(({ name }) => name.endsWith('.istio.io'));

/** Whether the chart installs a definition. */
function installs({ stored }: Component, name: string): boolean {
  const { enableCRDTemplates, excludedCRDs } = fieldsOf(at(stored.object, 'spec', 'values', 'base'));
  return enableCRDTemplates !== false && !textsOf(excludedCRDs).includes(name);
}
