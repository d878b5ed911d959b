import { amountOf } from '../../../lib/mesh/checks/quantity-checks';

test.each([
  ['2', 2],
  ['0.5', 0.5],
  ['100m', 0.1],
  ['2e3', 2000],
  ['1E-3', 0.001],
  ['3G', 3e9],
  ['1Gi', 2 ** 30],
  ['1E', 1e18],
  ['1Pi', 2 ** 50],
  ['500n', 5e-7],
])('%s is an amount', (quantity, amount) => expect(amountOf(quantity)).toBeCloseTo(amount, 12));

test.each(['', 'n', '1e', '2 GB', '1K', '1mi', '0x1f', '1.', '.', '-', 'ten'])('%j is none', quantity =>
  expect(amountOf(quantity)).toBeUndefined(),
);

test('a zero before other digits is none: YAML would read eight', () =>
  expect(['010', '007Mi', '00'].map(amountOf)).toEqual([undefined, undefined, undefined]));
