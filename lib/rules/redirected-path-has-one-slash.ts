import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { prefixChanges } from './path-changes';

/** A rewrite trims the slash, a redirect does not. */
export const redirectedPathHasOneSlash: Rule = {
  id: 'AMB669',
  doc: 'the prefix that a redirect puts in place of another has no slash at its end',
  why: 'the slash stays and the rest of the path brings its own, so that clients are sent to /new//rest',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#httppathmodifier'],
  level: 'warning',
  saidBy: ['AMB256'],
  *faults(index) {
    for (const { route, what, prefix, replacement, place } of prefixChanges(index)) {
      if (what !== 'redirect' || prefix === '/' || !replacement.endsWith('/')) continue;
      const isRoot = replacement === '/';
      yield fault(
        route,
        `${describe(route)} with a redirect of prefix "${prefix}" to "${replacement}" in ${place}, by which ${prefix}/rest becomes ${replacement}/rest`,
        'a replacement after which the rest of the path begins with one slash',
        isRoot ? 'redirect to full paths, or rewrite instead' : `write "${replacement.slice(0, -1)}"`,
      );
    }
  },
};
