import { parseDocument } from 'yaml';
import { isObject } from '../schema/schema';
import type { Fields } from './fields';

/** The object in a text of YAML or JSON, an empty one for an empty text; undefined where it holds something else. */
export function readYaml(text: unknown): Fields | undefined {
  if (typeof text !== 'string') return undefined;
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  try {
    const value: unknown = document.toJS() ?? {};
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
