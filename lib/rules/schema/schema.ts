/** A validation rule in the Common Expression Language. */
export interface ValidationRule {
  readonly rule: string;
  readonly message?: string;
  /** The field that is at fault, below the one that has the rule. */
  readonly fieldPath?: string;
}

/**
 * A schema of a custom resource, OpenAPI v3 as Kubernetes narrows it.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly 'x-kubernetes-validations'?: readonly ValidationRule[];
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

/** One thing that an API server would refuse an object for. */
export interface Violation {
  /** Where, as in `.spec.listeners[0].port`, empty for the whole; it grows from the inside out, by `within`. */
  path: string;
  /** What is wrong, in a lower-case sentence without a full stop. */
  readonly message: string;
}

/** Adds to `found` whatever is wrong with a value. */
export type Check = (value: unknown, found: Violation[]) => void;

/** Runs a check on a field or an item, and says in the paths of what it finds which one it was. */
export function within(step: string | number, check: Check, value: unknown, found: Violation[]): void {
  const before = found.length;
  check(value, found);
  if (found.length === before) return;
  const part = typeof step === 'number' ? `[${step}]` : `.${step}`;
  for (let index = before; index < found.length; index++) {
    const violation = found[index] as Violation;
    violation.path = part + violation.path;
  }
}

/** A short form of a value, for messages. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
