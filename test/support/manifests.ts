import { ObjectIndex } from '../../lib/core/object-index';
import { readManifests } from '../../lib/rules/manifests';
import type { ModelOptions } from '../../lib/rules/model/model';
import { toVerdicts, type Verdict } from '../../lib/rules/model/verdicts';

/** The objects of a text as an index; fails where it cannot be read. */
export function indexOf(text: string, file = 'test.yaml'): ObjectIndex {
  const { objects, unreadable } = readManifests(text, file);
  if (unreadable.length > 0) throw new Error(unreadable.map(({ place, message }) => `${place}: ${message}`).join('\n'));
  return new ObjectIndex(objects);
}

/** What a cluster would say of the object of a kind and name in a text. */
export function verdictOf(text: string, kind: string, name: string, options?: ModelOptions): Verdict | undefined {
  return toVerdicts(indexOf(text), options).find(verdict => verdict.kind === kind && verdict.name === name);
}
