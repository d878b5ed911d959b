import { schemaOf } from '../../../../lib/rules/schema/catalog';
import { isSameSchema } from '../../../../lib/rules/schema/same-schema';

const KEPT = { type: 'object', properties: { spec: { type: 'object', required: ['name'] } } };

it('takes a definition with descriptions and a status for the one that is kept without them', () => {
  const spec = { required: ['name'], type: 'object', description: 'What is wanted.' };
  expect(isSameSchema({ type: 'object', properties: { spec, status: { type: 'object' } } }, KEPT)).toBe(true);
});

it.each([
  ['asks for more', { type: 'object', properties: { spec: { type: 'object', required: ['name', 'size'] } } }],
  ['has a property called description', { ...KEPT, properties: { ...KEPT.properties, description: {} } }],
  ['lacks a property', { type: 'object', properties: {} }],
  ['is not there', undefined],
])('tells a definition that %s from the one that is kept', (_, other) => {
  expect(isSameSchema(other, KEPT)).toBe(false);
});

it('finds the kept schema of each version, also where it is that of another', () => {
  const of = (version: string) => schemaOf('networking.istio.io', version, 'DestinationRule');
  expect(of('v1beta1')).toBe(of('v1'));
  expect(of('v9')).toBeUndefined();
});
