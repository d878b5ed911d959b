import { ObjectIndex } from '../../../lib/core/object-index';
import { RULES } from '../../../lib/rules';
import { objectIsUnique } from '../../../lib/rules/object-is-unique';
import { secretHasNoData } from '../../../lib/rules/secret-has-no-data';

/** An index of objects, each at a path of its own. */
const indexOf = (...objects: { apiVersion: string; kind: string; name: string; namespace?: string; data?: object }[]) =>
  new ObjectIndex(
    objects.map(({ apiVersion, kind, name, namespace, ...fields }, position) => ({
      object: { apiVersion, kind, metadata: { name, namespace }, ...fields },
      path: `chart/${position}`,
      chart: 'chart',
    })),
  );

const SECRET = { apiVersion: 'v1', kind: 'Secret', name: 'web' };

describe('rules', () => {
  it('are in the registry once, in the order of their ids', () => {
    const ids = RULES.map(({ id }) => id);
    expect([...new Set(ids)].sort()).toEqual(ids);
  });

  it.each([
    ['namespaces', indexOf({ ...SECRET, namespace: 'shop' }, { ...SECRET, namespace: 'bank' }, SECRET)],
    ['groups', indexOf(SECRET, { ...SECRET, apiVersion: 'example.com/v1' })],
    ['kinds', indexOf(SECRET, { ...SECRET, kind: 'ConfigMap' })],
    ['names', indexOf(SECRET, { ...SECRET, name: 'api' })],
  ])('take objects of different %s for different objects', (_, index) => {
    expect([...objectIsUnique.faults(index)]).toEqual([]);
  });

  it.each([
    ['a Secret without data', indexOf(SECRET)],
    ['a Secret with no field in its data', indexOf({ ...SECRET, data: {} })],
    ['data of a ConfigMap', indexOf({ ...SECRET, kind: 'ConfigMap', data: { a: 'b' } })],
    ['a Secret of another group', indexOf({ ...SECRET, apiVersion: 'example.com/v1', data: { a: 'b' } })],
  ])('leave %s alone', (_, index) => {
    expect([...secretHasNoData.faults(index)]).toEqual([]);
  });
});
