import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { hostnameCovers } from './model/hostnames';
import { modelOf } from './model/model';
import { type HostGroup, hostGroups } from './model/virtual-hosts';

/** By whatever method or header: conditions are meant. */
const takesAll = ({ matches }: HostGroup): boolean =>
  matches.some(({ match: { path } }) => (path?.type ?? 'PathPrefix') === 'PathPrefix' && (path?.value ?? '/') === '/');

/** Whether a group is for several host names; at a listener for one host all groups are. */
const isOfMany = ({ hostname, listener }: HostGroup): boolean =>
  hostname.startsWith('*.') && listener !== undefined && (listener.spec.hostname ?? '*').startsWith('*');

/** The most specific host name owns a request, whether it has a rule for it or not. */
export const hostTakesAllPaths: Rule = {
  id: 'AMB872',
  doc: 'beside a host name that takes every path, a more specific one takes every path too',
  why: 'requests go to the most specific host name alone: what no rule of it takes is answered with 404',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec'],
  level: 'info',
  *faults(index) {
    const groups = hostGroups(modelOf(index));
    const wide = groups.filter(each => isOfMany(each) && takesAll(each));
    if (wide.length === 0) return;
    for (const group of groups) {
      if (takesAll(group)) continue;
      const wider = wide.find(
        each => each.listener === group.listener && hostnameCovers(each.hostname, group.hostname),
      );
      const [first] = group.matches;
      if (wider === undefined || first === undefined) continue;
      const { stored } = first.route;
      yield fault(
        stored,
        `${describe(stored)} for some paths of ${group.hostname} at ${group.place}, where ${wider.hostname} takes all paths`,
        `a rule for the other paths of ${group.hostname} too, unless they are to be answered with 404`,
        'add a rule for /, with the backend of the other route',
      );
    }
  },
};
