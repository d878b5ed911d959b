import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { isUnreadable } from './model/header-values';
import { modelOf } from './model/model';
import type { Filter, Header, RouteRule } from './model/route-spec';

function* writtenHeaders(filters: readonly Filter[] = []): Iterable<Header> {
  for (const { requestHeaderModifier, responseHeaderModifier } of filters) {
    for (const modifier of [requestHeaderModifier, responseHeaderModifier]) {
      yield* modifier?.set ?? [];
      yield* modifier?.add ?? [];
    }
  }
}

/** All headers that a rule writes, with where. */
function* headersOf({ filters, backendRefs = [] }: RouteRule, number: number) {
  for (const header of writtenHeaders(filters)) yield { header, place: `rules[${number}].filters` };
  for (const [position, backend] of backendRefs.entries()) {
    const place = `rules[${number}].backendRefs[${position}].filters`;
    for (const header of writtenHeaders(backend.filters)) yield { header, place };
  }
}

/** All statuses stay True, and pods stay Ready: only istiod's log tells. */
export const headerValueIsParsed: Rule = {
  id: 'AMB660',
  doc: 'a percent sign in the value of a header is a command of Envoy, or doubled',
  why: 'Envoy refuses all routes of the port: every tenant keeps the old ones until a restart, and has none after it, while no status tells',
  see: [
    'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#custom-request-response-headers',
  ],
  level: 'error',
  saidBy: ['AMB252'],
  *faults(index) {
    for (const { stored, spec, parents } of modelOf(index).routes) {
      if (parents.length === 0) continue;
      for (const [number, rule] of (spec.rules ?? []).entries()) {
        for (const { header, place } of headersOf(rule, number)) {
          if (!isUnreadable(header.value)) continue;
          yield fault(
            stored,
            `${describe(stored)} with header ${header.name}: ${header.value} in ${place}`,
            'no % that is not part of a command such as %PROTOCOL%: Envoy refuses all routes of the port, and no status tells',
            'write %% for a percent sign, or spell it out',
          );
        }
      }
    }
  },
};
