import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';
import type { HttpMatch, ValueMatch } from './model/route-spec';
import { matchesOf } from './model/virtual-hosts';

const isExact = ({ type = 'Exact' }: ValueMatch) => type === 'Exact';

/** Two conditions on one header of which not both can hold. */
function contradiction({ headers = [] }: HttpMatch): readonly [ValueMatch, ValueMatch] | undefined {
  const seen = new Map<string, ValueMatch>();
  for (const header of headers.filter(isExact)) {
    const name = header.name.toLowerCase();
    const before = seen.get(name);
    if (before !== undefined && before.value !== header.value) return [before, header];
    seen.set(name, header);
  }
  return undefined;
}

/** The API server tells names apart by case; HTTP does not. */
export const headerIsMatchedOnce: Rule = {
  id: 'AMB667',
  doc: 'a match compares a header with one value',
  why: 'names of headers have no case and all conditions must hold, so that a match with two values of one header never does',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#httpheadermatch'],
  level: 'error',
  saidBy: ['AMB261'],
  *faults(index) {
    for (const route of modelOf(index).routes) {
      for (const { match, place } of matchesOf(route)) {
        const pair = contradiction(match);
        if (pair === undefined) continue;
        yield fault(
          route.stored,
          `${describe(route.stored)} with headers ${pair.map(({ name, value }) => `${name}: ${value}`).join(' and ')} in ${place}`,
          'each name once, whatever its case: both cannot hold',
          'write two matches, or one expression for both values',
        );
      }
    }
  },
};
