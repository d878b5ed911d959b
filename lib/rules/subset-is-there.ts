import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe, type Stored } from './model/cluster';
import { objectsOf, textOf } from './model/fields';
import { VIRTUAL_SERVICE } from './model/kinds';
import { modelOf } from './model/model';
import { namespacesOfOthers } from './model/other-makers';
import { destinationRules, resolveHost } from './model/traffic-hosts';
import { destinationsOf } from './traffic-host-exists';

const subsetsOf = ({ object }: Stored) => objectsOf(object.spec?.subsets).map(({ name }) => textOf(name) ?? '');

/** The subsets that a VirtualService sends requests to and that nobody makes, with those that are made. */
function* missing(index: ObjectIndex, rule: Stored) {
  for (const { host, subset } of destinationsOf(rule)) {
    const name = textOf(subset) ?? '';
    const { service } = resolveHost(index, textOf(host) ?? '', rule.namespace);
    if (name === '' || service === undefined || namespacesOfOthers(index).has(service.namespace)) continue;
    const made = (destinationRules(index).get(service) ?? []).flatMap(subsetsOf);
    if (!made.includes(name)) yield { name, service, made };
  }
}

/** A subset is a name in a DestinationRule. */
export const subsetIsThere: Rule = {
  id: 'AMB654',
  doc: 'a subset that a VirtualService sends requests to is in a DestinationRule for the host',
  why: 'requests for a subset that nobody makes are answered with 503',
  see: ['https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination'],
  level: 'error',
  *faults(index) {
    for (const rule of modelOf(index).cluster.ofKind(VIRTUAL_SERVICE)) {
      for (const { name, service, made } of missing(index, rule)) {
        yield fault(
          rule,
          `${describe(rule)} with subset ${name} of ${describe(service)}, which no DestinationRule makes`,
          `a subset of the host: ${listed(made)}`,
          'add the subset to the DestinationRule, or correct its name',
        );
      }
    }
  },
};
