import type { Check } from '../../core/checks';
import type { ResolvedMesh } from '../spec';
import type { InjectorTemplates } from '../spec/templates';

const NAMES: readonly (keyof InjectorTemplates)[] = ['kube-gateway', 'waypoint'];

/** What is wrong with a text, as far as that shows without running it; undefined where nothing is. */
function findFault(text: string): string | undefined {
  if (text.trim() === '') return 'no text';
  return text.lastIndexOf('{{') > text.lastIndexOf('}}') ? 'an action {{ that does not end' : undefined;
}

/** istiod keeps none of its templates where one cannot be parsed, and deploys no Gateway then. */
export const TEMPLATE_CHECKS: readonly Check<ResolvedMesh>[] = NAMES.map(name => ({
  id: 'AMB150',
  when: mesh => findFault(mesh.templates?.[name] ?? 'none') !== undefined,
  found: mesh => `templates.${name} with ${findFault(mesh.templates?.[name] ?? '')}`,
  expected: 'a whole Go template',
  cure: 'complete the text, or leave the prop out for the template of this library',
}));
