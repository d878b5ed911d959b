import { regularExpression } from './cel/regular-expressions';
import { codePoints, equal } from './cel/values';
import { fitsFormat } from './formats';
import { type Check, type Schema, show } from './schema';

/** One condition on a value of the right type, and what is said where it does not hold. */
interface Limit<T> {
  readonly holds: (value: T) => boolean;
  readonly message: (value: T) => string;
}

/** The checks of a schema on strings, numbers and their choice of values. */
export function scalarChecks(schema: Schema): Check[] {
  const { enum: choice, format } = schema;
  const checks: Check[] = [];
  if (choice !== undefined) {
    const choices = choice.map(show).join(', ');
    checks.push(
      check({
        holds: value => choice.some(each => equal(each, value)),
        message: v => `${show(v)} is none of ${choices}`,
      }),
    );
  }
  if (format !== undefined) {
    checks.push(check({ holds: value => fitsFormat(format, value), message: v => `${show(v)} is no ${format}` }));
  }
  return [...checks, ...ofType('string', textLimits(schema)), ...ofType('number', numberLimits(schema))];
}

const check =
  (limit: Limit<unknown>): Check =>
  (value, found) => {
    if (!limit.holds(value)) found.push({ path: '', message: limit.message(value) });
  };

function ofType<T>(type: 'string' | 'number', limits: readonly Limit<T>[]): Check[] {
  return limits.map(({ holds, message }) =>
    check({ holds: value => typeof value !== type || holds(value as T), message: value => message(value as T) }),
  );
}

function textLimits({ minLength, maxLength, pattern }: Schema): Limit<string>[] {
  const limits: Limit<string>[] = [];
  if (minLength !== undefined) {
    limits.push({
      holds: text => text.length >= 2 * minLength || codePoints(text) >= minLength,
      message: text => `${show(text)} is shorter than ${minLength} characters`,
    });
  }
  if (maxLength !== undefined) {
    limits.push({
      holds: text => text.length <= maxLength || codePoints(text) <= maxLength,
      message: text => `${show(text)} is longer than ${maxLength} characters`,
    });
  }
  if (pattern !== undefined) {
    const expression = regularExpression(pattern);
    limits.push({ holds: text => expression.test(text), message: text => `${show(text)} does not match ${pattern}` });
  }
  return limits;
}

function numberLimits(schema: Schema): Limit<number>[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const limits: Limit<number>[] = [];
  if (minimum !== undefined) {
    limits.push({
      holds: value => (exclusiveMinimum ? value > minimum : value >= minimum),
      message: value => `${value} is below ${minimum}${exclusiveMinimum ? ', or equal' : ''}`,
    });
  }
  if (maximum !== undefined) {
    limits.push({
      holds: value => (exclusiveMaximum ? value < maximum : value <= maximum),
      message: value => `${value} is above ${maximum}${exclusiveMaximum ? ', or equal' : ''}`,
    });
  }
  if (multipleOf !== undefined) {
    limits.push({
      holds: value => Number.isInteger(value / multipleOf),
      message: value => `${value} is no multiple of ${multipleOf}`,
    });
  }
  return limits;
}
