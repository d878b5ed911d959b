import { CelError } from './error';
import { asBoolean, asNumber, compare, equal, isMap, sizeOf } from './values';

/** What an operator makes of the values of both its sides. */
export const OPERATORS: Readonly<Record<string, (a: unknown, b: unknown) => unknown>> = {
  '==': equal,
  '!=': (a, b) => !equal(a, b),
  '<': (a, b) => compare(a, b) < 0,
  '<=': (a, b) => compare(a, b) <= 0,
  '>': (a, b) => compare(a, b) > 0,
  '>=': (a, b) => compare(a, b) >= 0,
  in: (item, list) =>
    Array.isArray(list) ? list.some(each => equal(each, item)) : isMap(list) && Object.hasOwn(list, String(item)),
  '+': plus,
  '-': (a, b) => asNumber(a) - asNumber(b),
  '*': (a, b) => asNumber(a) * asNumber(b),
  '/': (a, b) => divide(asNumber(a), asNumber(b)),
  '%': (a, b) => remainder(asNumber(a), asNumber(b)),
  '[]': item,
};

/** Operators of one side. */
export const SINGLE: Readonly<Record<string, (value: unknown) => unknown>> = {
  '!': value => !asBoolean(value),
  negative: value => -asNumber(value),
};

function plus(a: unknown, b: unknown): unknown {
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  return asNumber(a) + asNumber(b);
}

function divide(a: number, b: number): number {
  if (!Number.isInteger(a) || !Number.isInteger(b)) return a / b;
  if (b === 0) throw new CelError('division by zero');
  return Math.trunc(a / b);
}

function remainder(a: number, b: number): number {
  if (b === 0) throw new CelError('division by zero');
  return a % b;
}

function item(of: unknown, at: unknown): unknown {
  if (Array.isArray(of)) {
    const index = asNumber(at);
    if (index < 0 || index >= sizeOf(of)) throw new CelError(`index out of range: ${index}`);
    return of[index];
  }
  if (!isMap(of) || !Object.hasOwn(of, String(at))) throw new CelError(`no such key: ${String(at)}`);
  return of[String(at)];
}
