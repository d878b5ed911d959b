import fc from 'fast-check';
import { toHelmValues } from '../../../lib/mesh/delivery/helm-values';
import { resolveMesh } from '../../../lib/mesh/spec';
import { toHelmValue } from '../../../scripts/mesh-docs/helm-value';
import { meshObjects } from '../../support/mesh-changes';
import { CHANGED_PROPS, type Neighbours, randomNeighbours } from '../../support/random/neighbours';
import { fieldOfProp, objectsOfProp } from '../../support/random/places';
import { fieldDifferences } from '../../support/reference/differences';
import { SEED } from '../../support/seed';

const RUNS = 100;
const SECONDS = 1000;

/** What differs in two maps of anything, as `object field`. */
function changes({ before, after }: Neighbours): { object: string; field: string }[] {
  const [left, right] = [meshObjects(before), meshObjects(after)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap(object =>
    fieldDifferences(left.get(object), right.get(object)).map(({ path }) => ({ object, field: path })),
  );
}

/** Changes where the prop does not say so. */
function strays(pair: Neighbours): string[] {
  const objects = objectsOfProp(pair.prop);
  const field = fieldOfProp(pair.prop);
  return changes(pair)
    .filter(
      change =>
        objects === undefined ||
        !objects.test(change.object) ||
        (field !== undefined &&
          /\/(Deployment|DaemonSet)$/.test(change.object) &&
          !change.field.startsWith(field) &&
          !field.startsWith(`${change.field}.`)),
    )
    .map(change => `${pair.prop}: ${change.object} ${change.field}`);
}

/** Props whose other defaults follow from them, so that more values are said or left unsaid. */
const FOLLOWED = ['platform', 'namespace', 'cni.namespace', 'ztunnel.namespace', 'istiod.taintEnabled'];

/** Helm values that differ but do not stand where the prop's own do. */
function strayValues({ prop, before, after }: Neighbours): string[] {
  const [component, name] = prop.includes('.') ? prop.split('.') : ['', prop];
  const own = [...toHelmValue(component, name).matchAll(/`([^`]+)`/g)].map(([, path]) => path);
  return fieldDifferences(toHelmValues(resolveMesh(before)), toHelmValues(resolveMesh(after)))
    .map(({ path }) => path.replace(/^[^.]+\.?/, ''))
    .filter(path => !own.some(place => `${path}.`.startsWith(`${place}.`) || `${place}.`.startsWith(`${path}.`)))
    .map(path => `${prop}: ${path}`);
}

test('it is said of every prop which objects it may change', () => {
  expect(CHANGED_PROPS.filter(prop => objectsOfProp(prop) === undefined)).toEqual([]);
});

test(
  'a random mesh differs from its neighbour only where the changed prop says',
  () =>
    fc.assert(
      fc.property(randomNeighbours, pair => expect(strays(pair)).toEqual([])),
      { seed: SEED, numRuns: RUNS },
    ),
  60 * SECONDS,
);

test(
  'its Helm values differ only at the paths of the changed prop',
  () =>
    fc.assert(
      fc.property(
        randomNeighbours.filter(({ prop }) => !FOLLOWED.includes(prop)),
        pair => expect(strayValues(pair)).toEqual([]),
      ),
      { seed: SEED, numRuns: RUNS },
    ),
  60 * SECONDS,
);

test('finds a prop that changes what another says', () => {
  const pair = { prop: 'istiod.replicaCount', before: {}, after: { clusterName: 'east' } };
  expect(strays(pair)).not.toEqual([]);
  expect(strayValues(pair)).not.toEqual([]);
});
