import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';

/** The API server takes a listener by HTTPS without certificates, and istiod passes over it. */
export const listenerHasTls: Rule = {
  id: 'AMB623',
  doc: 'a listener by HTTPS has a section tls',
  why: 'istiod does not serve it, although its conditions are all well; routes find no listener',
  see: ['https://gateway-api.sigs.k8s.io/guides/tls/'],
  level: 'error',
  *faults(index) {
    for (const { stored, listeners } of modelOf(index).gateways.flatMap(each => [each, ...each.sets])) {
      for (const { spec, isServed, conditions } of listeners) {
        if (isServed || conditions.Conflicted?.status === 'True') continue;
        yield fault(
          stored,
          `listener ${spec.name} of ${describe(stored)} by ${spec.protocol} without a section tls`,
          'a section tls with a certificate',
          'add tls.certificateRefs with the name of a Secret',
        );
      }
    }
  },
};
