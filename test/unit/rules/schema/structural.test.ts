import { compileDefaults } from '../../../../lib/rules/schema/defaults';
import { containsNull, withoutNulls } from '../../../../lib/rules/schema/nulls';
import type { Schema, Violation } from '../../../../lib/rules/schema/schema';
import { compileSchema } from '../../../../lib/rules/schema/structural';

/** What is wrong with a value, one line each. */
function violations(schema: Schema, value: unknown): string[] {
  const found: Violation[] = [];
  compileSchema(schema)(value, found);
  return found.map(({ path, message }) => `${path}: ${message}`);
}

const LIMITS: readonly [string, Schema, unknown, unknown, string][] = [
  ['a type', { type: 'string' }, 'a', 1, '1 is no string'],
  ['whole numbers', { type: 'integer' }, 1, 1.5, '1.5 is no integer'],
  ['a truth value', { type: 'boolean' }, true, 'true', '"true" is no boolean'],
  ['either', { 'x-kubernetes-int-or-string': true }, 80, 1.5, '1.5 is no integer or string'],
  ['no null', { type: 'string' }, 'a', null, 'null is no string'],
  ['null, where it may', { type: 'string', nullable: true }, null, 1, '1 is no string'],
  ['a choice', { type: 'string', enum: ['a', 'b'] }, 'a', 'c', '"c" is none of "a", "b"'],
  ['a pattern', { type: 'string', pattern: '^a' }, 'ab', 'ba', '"ba" does not match ^a'],
  ['a least length', { type: 'string', minLength: 2 }, '👍👍', '👍', '"👍" is shorter than 2 characters'],
  ['a most length', { type: 'string', maxLength: 1 }, '👍', 'ab', '"ab" is longer than 1 characters'],
  ['a minimum', { type: 'integer', minimum: 1 }, 1, 0, '0 is below 1'],
  ['a maximum, without it', { type: 'number', maximum: 1, exclusiveMaximum: true }, 0.9, 1, '1 is above 1, or equal'],
  ['a multiple', { type: 'integer', multipleOf: 2 }, 4, 3, '3 is no multiple of 2'],
  ['a time', { type: 'string', format: 'date-time' }, '2026-01-01T00:00:00Z', 'now', '"now" is no date-time'],
  ['an address', { type: 'string', format: 'ipv4' }, '10.0.0.1', '10.0.0', '"10.0.0" is no ipv4'],
  ['few items', { type: 'array', maxItems: 1, items: {} }, [1], [1, 2], 'it has 2 items, at most 1 are allowed'],
  ['some items', { type: 'array', minItems: 1, items: {} }, [1], [], 'it has 0 items, at least 1 are asked for'],
  ['few entries', { type: 'object', maxProperties: 1 }, { a: 1 }, { a: 1, b: 2 }, 'it has more than 1 entries'],
  ['some entries', { type: 'object', minProperties: 1 }, { a: 1 }, {}, 'it has fewer than 1 entries'],
];

describe('a schema', () => {
  it.each(LIMITS)('asks for %s', (_, schema, right, wrong, message) => {
    expect(violations(schema, right)).toEqual([]);
    expect(violations(schema, wrong)).toEqual([`: ${message}`]);
  });

  it('finds everything at once, each with its path', () => {
    const port: Schema = { type: 'integer', minimum: 1 };
    const item: Schema = { type: 'object', required: ['name'], properties: { name: { type: 'string' }, port } };
    const schema: Schema = { type: 'object', properties: { list: { type: 'array', items: item } } };
    expect(violations(schema, { list: [{ port: 0 }, 1], more: 1 })).toEqual([
      '.list[0].name: it is required',
      '.list[0].port: 0 is below 1',
      '.list[1]: 1 is no object',
      '.more: there is no such field',
    ]);
  });

  it('takes fields that it does not state where it says so', () => {
    expect(violations({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, { a: 1 })).toEqual([]);
    expect(violations({ type: 'object', additionalProperties: { type: 'string' } }, { a: 'b', c: 1 })).toEqual([
      '.c: 1 is no string',
    ]);
  });

  it('knows items of a list by their keys, or as a whole', () => {
    const map: Schema = {
      type: 'array',
      items: {},
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
    };
    expect(violations(map, [{ name: 'a' }, { name: 'b' }])).toEqual([]);
    expect(violations(map, [{ name: 'a', port: 1 }, { name: 'a' }])).toEqual(['[1]: {"name":"a"} is there twice']);
    expect(violations({ type: 'array', 'x-kubernetes-list-type': 'set' }, ['a', 'a'])).toEqual([
      '[1]: "a" is there twice',
    ]);
  });

  it('narrows by branches, which close nothing', () => {
    const one: Schema = {
      type: 'object',
      properties: { a: {}, b: {} },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
    };
    expect(violations(one, { a: 1 })).toEqual([]);
    expect(violations(one, { a: 1, b: 1 })).toEqual([': it must be exactly one of the kinds allowed']);
    const any: Schema = { type: 'string', anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] };
    expect(violations(any, '::1')).toEqual([]);
    expect(violations(any, 'a')).toEqual([': it is none of the kinds that are allowed']);
    expect(violations({ not: { enum: ['a'] } }, 'a')).toEqual([': it is of a kind that is not allowed']);
    expect(violations({ allOf: [{ type: 'string', maxLength: 1 }] }, 'ab')).toEqual([
      ': "ab" is longer than 1 characters',
    ]);
  });

  it('asks its rules of what keeps to it, and no rule of a change', () => {
    const schema: Schema = {
      type: 'object',
      properties: { a: { type: 'integer' } },
      'x-kubernetes-validations': [
        { rule: 'self.a > 1', message: 'a is too low', fieldPath: '.a' },
        { rule: 'self == oldSelf' },
        { rule: 'self.b' },
        { rule: 'self.a > 2' },
      ],
    };
    expect(violations(schema, { a: 'x' })).toEqual(['.a: "x" is no integer']);
    expect(violations(schema, { a: 1 })).toEqual([
      '.a: a is too low',
      ': no such key: b: self.b',
      ': it breaks a rule: self.a > 2',
    ]);
  });
});

describe('defaults', () => {
  const listener: Schema = {
    type: 'object',
    properties: { mode: { type: 'string', default: 'Terminate' }, tls: { properties: { a: { default: 1 } } } },
  };
  const schema: Schema = {
    type: 'object',
    properties: {
      list: { type: 'array', items: listener },
      from: { type: 'object', properties: { kind: { default: 'Same' } }, default: {} },
    },
  };
  const fill = compileDefaults(schema) ?? (value => value);

  it('fill in what is left out, also within defaults and in the place of null', () => {
    expect(fill({ list: [{}, { mode: null, tls: {} }] })).toEqual({
      from: { kind: 'Same' },
      list: [{ mode: 'Terminate' }, { mode: 'Terminate', tls: { a: 1 } }],
    });
  });

  it('leave alone what is whole, and never change what they are given', () => {
    const whole = { list: [{ mode: 'Passthrough' }], from: { kind: 'All' } };
    expect(fill(whole)).toBe(whole);
    const partial = Object.freeze({ list: Object.freeze([Object.freeze({})]) });
    expect(fill(partial)).not.toBe(partial);
    expect(compileDefaults({ type: 'object', properties: { a: { type: 'string' } } })).toBeUndefined();
  });
});

describe('nulls', () => {
  const text: Schema = { type: 'string' };
  const schema: Schema = {
    type: 'object',
    properties: {
      a: text,
      b: { ...text, nullable: true },
      c: { ...text, default: 'x' },
      list: { type: 'array', items: text },
    },
    additionalProperties: text,
  };

  it('count as left out where the schema allows none', () => {
    const value = { a: null, b: null, c: null, d: null, list: [null] };
    expect(containsNull(value)).toBe(true);
    expect(withoutNulls(value, schema)).toEqual({ b: null, c: null, list: [null] });
    expect(withoutNulls({ a: null }, undefined)).toEqual({ a: null });
    expect(containsNull({ a: [{ b: 1 }] })).toBe(false);
  });
});
