/** A schema of OpenAPI v3, as an API server or a CustomResourceDefinition states it. */
export interface ApiSchema {
  readonly type?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, ApiSchema>>;
  readonly items?: ApiSchema;
  readonly additionalProperties?: ApiSchema | boolean;
  readonly allOf?: readonly ApiSchema[];
  readonly anyOf?: readonly ApiSchema[];
  readonly oneOf?: readonly ApiSchema[];
  readonly not?: ApiSchema;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly [keyword: string]: unknown;
}

/** A JSON schema, draft 4. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Which fields that it does not state a schema of an object admits. Of a built-in kind: none, but any if it states
 * none at all. Of a custom resource: none. Of a branch of allOf, anyOf, oneOf or not: any, it only narrows what stands
 * around it.
 */
export type Strictness = 'built-in' | 'custom' | 'branch';

const OPENAPI_REFS = '#/components/schemas/';
const INT_OR_STRING = { anyOf: [{ type: 'integer' }, { type: 'string' }] };
/** Keywords that mean the same in both; `description` and `default` say nothing about what is allowed. */
const KEPT =
  /^(format|pattern|title|m(in|ax)(imum|Length|Items|Properties)|exclusiveM(in|ax)imum|uniqueItems|multipleOf)$/;

const isIntOrString = (schema: ApiSchema) =>
  schema['x-kubernetes-int-or-string'] === true || schema.format === 'int-or-string';

/** Fields that every embedded object has, stated or not. */
const EMBEDDED = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } };

/** Which fields beside `properties` an object admits. */
function beside(schema: ApiSchema, strictness: Strictness): unknown {
  const { additionalProperties, properties } = schema;
  if (typeof additionalProperties === 'object') return toJsonSchema(additionalProperties, strictness);
  if (additionalProperties !== undefined) return additionalProperties;
  if (strictness === 'branch' || schema['x-kubernetes-preserve-unknown-fields'] === true) return true;
  return strictness === 'built-in' && properties === undefined;
}

function objectPart(schema: ApiSchema, strictness: Strictness): JsonSchema {
  if (schema.type !== 'object' && schema.properties === undefined) return {};
  const stated = Object.entries(schema.properties ?? {}).map(([name, each]) => [name, toJsonSchema(each, strictness)]);
  const embedded = schema['x-kubernetes-embedded-resource'] === true ? EMBEDDED : {};
  return {
    properties: { ...embedded, ...Object.fromEntries(stated) },
    additionalProperties: beside(schema, strictness),
  };
}

function branches(schema: ApiSchema): JsonSchema {
  const lists = (['allOf', 'anyOf', 'oneOf'] as const).flatMap(keyword => {
    const list = schema[keyword];
    return list === undefined ? [] : [[keyword, list.map(each => toJsonSchema(each, 'branch'))]];
  });
  return {
    ...Object.fromEntries(lists),
    ...(schema.not === undefined ? {} : { not: toJsonSchema(schema.not, 'branch') }),
  };
}

/** The JSON schema that refuses what an API server with strict field validation would refuse or warn of. */
export function toJsonSchema(schema: ApiSchema, strictness: Strictness): JsonSchema {
  if (schema.$ref !== undefined) return { $ref: schema.$ref.replace(OPENAPI_REFS, '#/definitions/') };
  const either = isIntOrString(schema) && schema.anyOf === undefined && schema.oneOf === undefined;
  const { type, nullable, required = [] } = schema;
  return {
    ...Object.fromEntries(Object.entries(schema).filter(([keyword]) => KEPT.test(keyword))),
    ...(type === undefined || isIntOrString(schema) ? {} : { type: nullable ? [type, 'null'] : type }),
    ...(schema.enum === undefined ? {} : { enum: nullable ? [...schema.enum, null] : schema.enum }),
    ...(required.length === 0 ? {} : { required }),
    ...(schema.items === undefined ? {} : { items: toJsonSchema(schema.items, strictness) }),
    ...objectPart(schema, strictness),
    ...branches(schema),
    ...(either ? INT_OR_STRING : {}),
  };
}
