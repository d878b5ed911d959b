import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { HTTP_ROUTE } from './model/kinds';
import { modelOf } from './model/model';
import type { Filter, HttpRule } from './model/route-spec';

/** What becomes of every path, where it is not what is written. */
function wrongResult({ urlRewrite, requestRedirect }: Filter): string | undefined {
  const path = (urlRewrite ?? requestRedirect)?.path?.replaceFullPath;
  if (path === undefined) return undefined;
  if (path === '') return 'the path stays as it is';
  if (/\\\d/.test(path)) return 'the path stays as it is: there are no groups of an expression';
  if (urlRewrite !== undefined && path.includes('?')) return `?x=1 of a request comes after it: ${path}?x=1`;
  return path.startsWith('/') ? undefined : 'the path has no slash at its beginning';
}

/** The query of a request stays, and a path is a text. */
export const replacedPathIsPath: Rule = {
  id: 'AMB871',
  doc: 'a path that is put in the place of another is one: it begins with a slash, and has neither query nor groups',
  why: 'the path stays as it was, or the backend gets two question marks, while the route is accepted',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#httppathmodifier'],
  level: 'warning',
  *faults(index) {
    for (const { stored, spec } of modelOf(index).routes.filter(route => route.stored.kind === HTTP_ROUTE)) {
      for (const [number, { filters = [] }] of ((spec.rules ?? []) as readonly HttpRule[]).entries()) {
        for (const [position, filter] of filters.entries()) {
          const result = wrongResult(filter);
          if (result === undefined) continue;
          const path = (filter.urlRewrite ?? filter.requestRedirect)?.path?.replaceFullPath;
          yield fault(
            stored,
            `${describe(stored)} with full path "${path}" in rules[${number}].filters[${position}], by which ${result}`,
            'a path such as /new; the query of the request stays',
            'write the path alone; for a part of the path replace a prefix',
          );
        }
      }
    }
  },
};
