import { type Check, isObject, type Schema, type Violation, within } from './schema';

/**
 * The checks of a schema on the fields of an object.
 * @param closed whether a field that the schema does not state is refused, as `kubectl apply` has it
 */
export function objectChecks(schema: Schema, compile: (schema: Schema) => Check, closed: boolean): Check[] {
  const { required, minProperties, maxProperties } = schema;
  const checks: Check[] = [];
  if (required !== undefined) {
    checks.push(
      ofObjects((fields, found) => {
        for (const name of required) {
          if (fields[name] === undefined) found.push({ path: `.${name}`, message: 'it is required' });
        }
      }),
    );
  }
  if (minProperties !== undefined || maxProperties !== undefined) {
    checks.push(
      ofObjects((fields, found) => {
        const count = Object.keys(fields).length;
        if (count < (minProperties ?? 0))
          found.push({ path: '', message: `it has fewer than ${minProperties} entries` });
        if (count > (maxProperties ?? count))
          found.push({ path: '', message: `it has more than ${maxProperties} entries` });
      }),
    );
  }
  const { properties, additionalProperties } = schema;
  if (properties !== undefined || isObject(additionalProperties)) checks.push(fieldChecks(schema, compile, closed));
  return checks;
}

const ofObjects =
  (check: (fields: Record<string, unknown>, found: Violation[]) => void): Check =>
  (value, found) => {
    if (isObject(value)) check(value, found);
  };

/** Each field by its own schema, compiled when it is first met. */
function fieldChecks(schema: Schema, compile: (schema: Schema) => Check, closed: boolean): Check {
  const { properties = {}, additionalProperties } = schema;
  const others = isObject(additionalProperties) ? compile(additionalProperties as Schema) : undefined;
  const open = !closed || additionalProperties === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  const compiled = new Map<string, Check>();
  const own = (name: string): Check | undefined => {
    const known = compiled.get(name);
    if (known !== undefined || !Object.hasOwn(properties, name)) return known ?? others;
    const check = compile(properties[name] as Schema);
    compiled.set(name, check);
    return check;
  };
  return ofObjects((fields, found) => {
    for (const name of Object.keys(fields)) {
      const value = fields[name];
      if (value === undefined) continue;
      const check = own(name);
      if (check !== undefined) within(name, check, value, found);
      else if (!open) found.push({ path: `.${name}`, message: 'there is no such field' });
    }
  });
}
