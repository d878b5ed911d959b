import { mergedOver, withDefaults } from '../../../lib/mesh/spec/with-defaults';

describe('mergedOver', () => {
  test('merges maps at every depth', () => {
    expect(
      mergedOver({ requests: { cpu: '1', memory: '1Gi' } }, { requests: { cpu: '2' }, limits: { cpu: '3' } }),
    ).toEqual({
      requests: { cpu: '2', memory: '1Gi' },
      limits: { cpu: '3' },
    });
  });

  test('replaces lists, and a map by what is no map', () => {
    expect(mergedOver({ list: [1, 2], map: { a: 1 } }, { list: [], map: 'none' })).toEqual({ list: [], map: 'none' });
  });

  test('takes away what is null above', () => {
    expect(mergedOver({ limits: { cpu: '1', memory: '1Gi' } }, { limits: { cpu: null } })).toEqual({
      limits: { memory: '1Gi' },
    });
  });

  test('leaves both maps as they were', () => {
    const below = { map: { a: 1 } };
    const above = { map: { b: 2 } };
    mergedOver(below, above);
    expect([below, above]).toEqual([{ map: { a: 1 } }, { map: { b: 2 } }]);
  });
});

test('withDefaults takes the default of a prop that is there but undefined', () => {
  expect(
    withDefaults<{ size?: number; name?: string }, { size: number }>({ size: undefined, name: 'a' }, { size: 1 }),
  ).toEqual({
    size: 1,
    name: 'a',
  });
});
