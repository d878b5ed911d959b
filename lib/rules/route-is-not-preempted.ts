import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { hostnameCovers } from './model/hostnames';
import type { Listener } from './model/listeners';
import { trimSlash } from './model/match-keys';
import { modelOf } from './model/model';
import type { HttpMatch } from './model/route-spec';
import { type HostGroup, hostGroups, isCatchAll, isUnconditional, type PlacedMatch } from './model/virtual-hosts';

/** Whether every request that one match takes is taken by the prefix of another, that looks at nothing else. */
function takesAllOf({ path: wide, ...rest }: HttpMatch, { path: narrow }: HttpMatch): boolean {
  if (wide?.type !== 'PathPrefix' || narrow === undefined || !isUnconditional(rest)) return false;
  if (narrow.type === 'RegularExpression') return false;
  const [prefix, value] = [trimSlash(wide.value), trimSlash(narrow.value)];
  return value === prefix || value.startsWith(`${prefix}/`);
}

/** The groups of each listener with one host name that are written for other host names, all of which hold it. */
function meeting(groups: readonly HostGroup[]): HostGroup[][] {
  const byListener = new Map<Listener, HostGroup[]>();
  for (const group of groups) {
    const { listener } = group;
    const own = listener?.spec.hostname ?? '*';
    if (listener === undefined || own.startsWith('*') || !hostnameCovers(group.hostname, own)) continue;
    byListener.set(listener, [...(byListener.get(listener) ?? []), group]);
  }
  return [...byListener.values()].filter(({ length }) => length > 1);
}

function* preempted(groups: readonly HostGroup[]): Iterable<{ readonly by: PlacedMatch; readonly each: PlacedMatch }> {
  for (const wide of groups) {
    const prefixes = wide.matches.filter(({ match }) => match.path?.type === 'PathPrefix' && !isCatchAll(match));
    for (const narrow of groups.filter(group => group !== wide)) {
      for (const each of narrow.matches) {
        const by = prefixes.find(({ match, route }) => route !== each.route && takesAllOf(match, each.match));
        if (by !== undefined) yield { by, each };
      }
    }
  }
}

/** istiod sorts by path only within one host name as it is written; otherwise the older route goes first. */
export const routeIsNotPreempted: Rule = {
  id: 'AMB664',
  doc: 'routes whose paths overlap at a listener state the same host names',
  why: 'routes that state different ones for the same requests are not sorted by their paths: the older goes first',
  see: ['https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gateway/conversion.go'],
  level: 'warning',
  *faults(index) {
    const told = new Set<PlacedMatch>();
    for (const groups of meeting(hostGroups(modelOf(index)))) {
      for (const { by, each } of preempted(groups)) {
        if (told.has(each) || told.has(by)) continue;
        told.add(each);
        yield fault(
          each.route.stored,
          `${describe(each.route.stored)} with path ${each.match.path?.value} in ${each.place}, which prefix ${by.match.path?.value} of ${describe(by.route.stored)} takes at ${groups[0]?.place} if that route is older, since both state different host names`,
          'one host name in both, so that the longer path goes first',
          'state the host name of the listener in both routes, or in none',
        );
      }
    }
  },
};
