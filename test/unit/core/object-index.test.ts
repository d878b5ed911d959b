import { describeKey, keyOf, ObjectIndex } from '../../../lib/core/object-index';

const object = (apiVersion: string, kind: string, name: string, namespace?: string) => ({
  object: { apiVersion, kind, metadata: { name, namespace } },
  path: `chart/${kind}/${name}`,
  chart: 'chart',
});

const SERVICE = object('v1', 'Service', 'web', 'shop');
const OTHER_SERVICE = object('v1', 'Service', 'web', 'bank');
const ROUTE = object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'web', 'shop');
const OLD_ROUTE = { ...object('gateway.networking.k8s.io/v1beta1', 'HTTPRoute', 'web', 'shop'), path: 'old/route' };
const NAMESPACE = object('v1', 'Namespace', 'shop');

const index = new ObjectIndex([SERVICE, OTHER_SERVICE, ROUTE, OLD_ROUTE, NAMESPACE]);

describe('ObjectIndex', () => {
  it('finds an object by group, kind, namespace and name', () => {
    expect(index.find({ kind: 'Service', namespace: 'bank', name: 'web' })).toBe(OTHER_SERVICE);
    expect(index.find({ kind: 'Namespace', name: 'shop' })).toBe(NAMESPACE);
    expect(index.find({ kind: 'Service', namespace: 'shop', name: 'api' })).toBeUndefined();
    expect(
      index.find({ kind: 'Service', group: 'serving.knative.dev', namespace: 'shop', name: 'web' }),
    ).toBeUndefined();
  });

  it('takes versions of one group for one object', () => {
    const key = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop', name: 'web' };
    expect(index.require(key)).toBe(ROUTE);
    expect(index.duplicates()).toEqual([[ROUTE, OLD_ROUTE]]);
  });

  it('lists the objects of a kind in apply order', () => {
    expect(index.ofKind('Service')).toEqual([SERVICE, OTHER_SERVICE]);
    expect(index.ofKind('HTTPRoute', 'gateway.networking.k8s.io')).toEqual([ROUTE, OLD_ROUTE]);
    expect(index.ofKind('HTTPRoute')).toEqual([]);
  });

  it('fails to give an object that must be there and is not', () => {
    const missing = { kind: 'Service', namespace: 'shop', name: 'api' };
    expect(() => index.require(missing)).toThrowErrorMatchingInlineSnapshot(
      `no Service shop/api among the synthesized objects`,
    );
    expect(() => index.require({ kind: 'Namespace', name: 'bank' })).toThrowErrorMatchingInlineSnapshot(
      `no Namespace bank among the synthesized objects`,
    );
  });

  it('describes an object as kind, namespace and name', () => {
    expect(describeKey(keyOf(SERVICE.object))).toBe('Service shop/web');
    expect(describeKey(keyOf(NAMESPACE.object))).toBe('Namespace shop');
  });
});
