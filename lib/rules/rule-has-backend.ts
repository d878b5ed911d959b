import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { GRPC_ROUTE, HTTP_ROUTE } from './model/kinds';
import { modelOf } from './model/model';
import type { RouteRule } from './model/route-spec';

const BY_REQUEST: ReadonlySet<string> = new Set([HTTP_ROUTE, GRPC_ROUTE]);

/** Whether a rule neither answers nor passes on. */
const isEmpty = ({ backendRefs = [], filters = [] }: RouteRule) =>
  backendRefs.length === 0 && !filters.some(({ type }) => type === 'RequestRedirect' || type === 'ExtensionRef');

/** Headers may be set, and yet nobody answers. */
export const ruleHasBackend: Rule = {
  id: 'AMB671',
  doc: 'every rule of a route has a backend, or redirects',
  why: 'requests that it takes are answered with 404 by the gateway itself',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule'],
  level: 'warning',
  saidBy: ['AMB222'],
  *faults(index) {
    for (const { stored, spec } of modelOf(index).routes.filter(route => BY_REQUEST.has(route.stored.kind))) {
      for (const [number, rule] of (spec.rules ?? []).entries()) {
        if (!isEmpty(rule)) continue;
        yield fault(
          stored,
          `${describe(stored)} with neither backendRefs nor a redirect in rules[${number}]`,
          'a backend or a redirect: requests are answered 404 otherwise',
          'add a backend, or leave out the rule',
        );
      }
    }
  },
};
