import type { ObjectIndex } from '../core/object-index';
import type { Stored } from './model/cluster';
import { HTTP_ROUTE } from './model/kinds';
import { modelOf } from './model/model';
import type { HttpRule } from './model/route-spec';

/** A prefix of a path that a rule of an HTTPRoute replaces. */
export interface PrefixChange {
  readonly route: Stored;
  readonly what: 'redirect' | 'rewrite';
  /** The prefix that is matched. */
  readonly prefix: string;
  readonly replacement: string;
  /** As in `rules[0].filters[1]`. */
  readonly place: string;
}

/** Every prefix that is replaced; the API server sees to it that the rule matches exactly one. */
export function* prefixChanges(index: ObjectIndex): Iterable<PrefixChange> {
  for (const { stored, spec } of modelOf(index).routes) {
    if (stored.kind !== HTTP_ROUTE) continue;
    for (const [number, rule] of ((spec.rules ?? []) as readonly HttpRule[]).entries()) {
      yield* changesOf(stored, rule, `rules[${number}]`);
    }
  }
}

function* changesOf(route: Stored, { matches = [], filters = [] }: HttpRule, rule: string): Iterable<PrefixChange> {
  const { type = 'PathPrefix', value: prefix = '/' } = matches[0]?.path ?? {};
  if (type !== 'PathPrefix' || matches.length > 1) return;
  for (const [position, { requestRedirect, urlRewrite }] of filters.entries()) {
    const replacement = (requestRedirect ?? urlRewrite)?.path?.replacePrefixMatch;
    if (replacement === undefined) continue;
    const what = requestRedirect === undefined ? 'rewrite' : 'redirect';
    yield { route, what, prefix, replacement, place: `${rule}.filters[${position}]` };
  }
}
