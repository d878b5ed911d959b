import type { LabelSelector } from '../../../lib/mesh/spec/pod';
import { findDiscoveryLabels } from '../../../lib/stacks/discovery-labels';

const NAME = 'kubernetes.io/metadata.name';

test('no selector asks for no labels', () => expect(findDiscoveryLabels([])).toBeUndefined());

test('labels are those of the first selector, and what its expressions ask for', () => {
  const own: LabelSelector = {
    matchLabels: { mesh: 'on' },
    matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }],
  };
  expect(findDiscoveryLabels([own, { matchLabels: { other: 'x' } }])).toEqual({ mesh: 'on', tier: 'a' });
  expect(findDiscoveryLabels([{ matchExpressions: [{ key: 'mesh', operator: 'Exists' }] }])).toEqual({ mesh: 'true' });
});

test('labels that are there already meet expressions too', () =>
  expect(
    findDiscoveryLabels([
      {
        matchLabels: { tier: 'b' },
        matchExpressions: [
          { key: 'tier', operator: 'In', values: ['a', 'b'] },
          { key: 'tier', operator: 'NotIn', values: ['c'] },
          { key: 'off', operator: 'DoesNotExist' },
        ],
      },
    ]),
  ).toEqual({ tier: 'b' }));

test('selectors that no label can meet are passed over', () => {
  const impossible: readonly LabelSelector[] = [
    { matchLabels: { [NAME]: 'shop' } },
    { matchExpressions: [{ key: NAME, operator: 'In', values: ['shop'] }] },
    { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] },
  ];
  expect(findDiscoveryLabels(impossible)).toBeUndefined();
  expect(findDiscoveryLabels([...impossible, { matchLabels: { mesh: 'on' } }])).toEqual({ mesh: 'on' });
});
