import { writeFileSync } from 'node:fs';
import type { KubeObject } from '../../../lib/core/object-index';
import type { AddOn } from '../../../scripts/bootstrap/add-ons/add-on';

const NAMESPACE = 'widget-system';
const labels = { app: 'widget-operator' };

export const widget = (name: string): KubeObject => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name, namespace: 'default' },
});

export const WIDGET_DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
};

/** An add-on as others are published: definition, namespace, controller. */
export const WIDGETS: AddOn = {
  name: 'widgets',
  version: 'v1.0.0',
  source: { type: 'manifest', url: 'https://example.com/widgets.yaml' },
  namespace: NAMESPACE,
  isNeeded: () => true,
  definition: 'widgets.example.com',
  probe: widget('probe'),
};

export const WIDGET_MANIFEST = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'widget-operator', namespace: NAMESPACE },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'operator', image: 'widgets:v1.0.0' }] } },
    },
  },
  WIDGET_DEFINITION,
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
]
  .map(object => JSON.stringify(object))
  .join('\n---\n');

/** A lock that knows no add-on yet. */
export function writeEmptyLock(file: string): string {
  writeFileSync(file, '{"sets": {}, "entries": []}\n');
  return file;
}
