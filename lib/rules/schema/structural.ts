import { listChecks } from './lists';
import { objectChecks } from './objects';
import { validationRules } from './rules';
import { scalarChecks } from './scalars';
import { type Check, isObject, type Schema, show, type Violation } from './schema';

/** Compiles a schema into a check that finds everything an API server would refuse a value for. */
export function compileSchema(schema: Schema): Check {
  return compileNode(schema, compileSchema, true);
}

/** A part of `anyOf` and its like: it only narrows what stands around it, and closes nothing. */
const compileBranch = (schema: Schema): Check => compileNode(schema, compileBranch, false);

function compileNode(schema: Schema, compile: (schema: Schema) => Check, closed: boolean): Check {
  const isType = typeTest(schema);
  const checks = [
    ...scalarChecks(schema),
    ...listChecks(schema, compile),
    ...objectChecks(schema, compile, closed),
    ...branchChecks(schema),
  ];
  const rules = validationRules(schema['x-kubernetes-validations']);
  return (value, found) => {
    if (value === null && schema.nullable === true) return;
    if (!isType(value)) {
      found.push({ path: '', message: `${show(value)} is no ${schema.type ?? 'integer or string'}` });
      return;
    }
    const before = found.length;
    for (const check of checks) check(value, found);
    // A rule may count on the schema: it is asked only of what keeps to that.
    if (found.length === before) for (const rule of rules) rule(value, found);
  };
}

const TYPES: Readonly<Record<NonNullable<Schema['type']>, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: value => typeof value === 'string',
  integer: Number.isInteger,
  number: Number.isFinite,
  boolean: value => typeof value === 'boolean',
};

function typeTest(schema: Schema): (value: unknown) => boolean {
  if (schema['x-kubernetes-int-or-string'] === true) return value => TYPES.integer(value) || TYPES.string(value);
  return schema.type === undefined ? () => true : TYPES[schema.type];
}

function branchChecks({ allOf = [], anyOf, oneOf, not }: Schema): Check[] {
  const checks = allOf.map(compileBranch);
  if (anyOf !== undefined) checks.push(counted(anyOf, count => count > 0, 'it is none of the kinds that are allowed'));
  if (oneOf !== undefined)
    checks.push(counted(oneOf, count => count === 1, 'it must be exactly one of the kinds allowed'));
  if (not !== undefined) checks.push(counted([not], count => count === 0, 'it is of a kind that is not allowed'));
  return checks;
}

/** How many of the branches a value keeps to. */
function counted(branches: readonly Schema[], isRight: (count: number) => boolean, message: string): Check {
  const checks = branches.map(compileBranch);
  return (value, found) => {
    const count = checks.filter(check => {
      const own: Violation[] = [];
      check(value, own);
      return own.length === 0;
    }).length;
    if (!isRight(count)) found.push({ path: '', message });
  };
}
