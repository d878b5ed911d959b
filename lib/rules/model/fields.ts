import { isObject } from '../schema/schema';
import type { LabelSelector, Labels } from './label-selectors';

/** An object of which nothing is certain: no schema has judged it. */
export type Fields = Readonly<Record<string, unknown>>;

/** An object, and an empty one for whatever is none. */
export const fieldsOf = (value: unknown): Fields => (isObject(value) ? value : {});

/** The objects in a list, and none of what is no list. */
export const objectsOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The texts in a list, and none of what is no list. */
export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];

/** A text, and undefined for whatever is none. */
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What is at the end of a path of keys, as far as there are objects on the way. */
export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce((whole, key) => (isObject(whole) && Object.hasOwn(whole, key) ? whole[key] : undefined), value);

/** Labels or annotations: the entries that are texts, as a rule all of them. */
export function labelsIn(value: unknown): Labels {
  if (!isObject(value)) return NONE;
  const isText = (key: string) => typeof value[key] === 'string';
  const keys = Object.keys(value);
  if (keys.every(isText)) return value as Labels;
  return Object.fromEntries(keys.filter(isText).map(key => [key, value[key] as string]));
}

const NONE: Labels = {};

/** A label selector, as far as it is one. */
export const selectorIn = (value: unknown): LabelSelector => ({
  matchLabels: labelsIn(at(value, 'matchLabels')),
  matchExpressions: objectsOf(at(value, 'matchExpressions')).map(({ key, operator, values }) => ({
    key: textOf(key) ?? '',
    operator: textOf(operator) ?? '',
    values: textsOf(values),
  })),
});
