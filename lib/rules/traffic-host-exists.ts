import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, type Stored } from './model/cluster';
import { at, objectsOf, textOf } from './model/fields';
import { DESTINATION_RULE, VIRTUAL_SERVICE } from './model/kinds';
import { modelOf } from './model/model';
import { resolvedRules, resolveHost } from './model/traffic-hosts';

/** Where a VirtualService sends requests and connections. */
export const destinationsOf = ({ object }: Stored) =>
  ['http', 'tls', 'tcp']
    .flatMap(protocol => objectsOf(at(object, 'spec', protocol)))
    .flatMap(({ route }) => objectsOf(route))
    .flatMap(({ destination }) => objectsOf([destination]));

/** Every host that a rule names as one that requests go to, and that is not there. */
function* absentHosts(index: ObjectIndex) {
  yield* resolvedRules(index, DESTINATION_RULE).absent;
  for (const rule of modelOf(index).cluster.ofKind(VIRTUAL_SERVICE)) {
    for (const host of destinationsOf(rule).map(each => textOf(each.host) ?? '')) {
      const { absence } = resolveHost(index, host, rule.namespace);
      if (absence !== undefined) yield { rule, host, absence };
    }
  }
}

/** A short name is looked up in the namespace of the rule. */
export const trafficHostExists: Rule = {
  id: 'AMB699',
  doc: 'the host of a DestinationRule, and where a VirtualService sends requests, is a Service that is there',
  why: 'a rule for a host that is not there does nothing, and requests that are sent to it are answered with 503',
  see: ['https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination'],
  level: 'error',
  *faults(index) {
    for (const { rule, host, absence } of absentHosts(index)) {
      yield fault(
        rule,
        `${describe(rule)} with host ${host}: ${absence}`,
        'a Service or the host of a ServiceEntry; a short name is looked up in the namespace of the rule',
        'write NAME.NAMESPACE.svc.cluster.local of a Service that is there',
      );
    }
  },
};
