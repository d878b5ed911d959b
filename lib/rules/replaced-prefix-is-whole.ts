import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { type PrefixChange, prefixChanges } from './path-changes';

/** What becomes of `/PREFIX/rest`, where it is not what anybody means. */
function wrongResult({ what, prefix, replacement }: PrefixChange): string | undefined {
  const rest = `${prefix === '/' ? '' : prefix.replace(/\/$/, '')}/rest`;
  if (prefix !== '/') return what === 'redirect' && replacement === '' ? `${rest} stays as it is` : undefined;
  const isWhole = what === 'redirect' ? replacement.endsWith('/') : ['', '/'].includes(replacement);
  return isWhole || replacement === '' ? undefined : `${rest} becomes ${replacement}rest`;
}

/** A prefix `/` is cut with its slash, and nothing puts it back. */
export const replacedPrefixIsWhole: Rule = {
  id: 'AMB668',
  doc: 'what is left of a path whose prefix is replaced still begins with a slash',
  why: 'the prefix / is cut together with the slash, so that /other becomes /rootother; and a redirect to the prefix "" changes nothing',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#httppathmodifier'],
  level: 'error',
  saidBy: ['AMB256'],
  *faults(index) {
    for (const change of prefixChanges(index)) {
      const result = wrongResult(change);
      if (result === undefined) continue;
      const { route, what, prefix, replacement, place } = change;
      yield fault(
        route,
        `${describe(route)} with a ${what} of prefix "${prefix}" to "${replacement}" in ${place}, by which ${result}`,
        'a replacement after which the rest of the path begins with one slash',
        what === 'redirect'
          ? 'end the replacement of "/" with a slash; to cut a prefix off, redirect to the full path'
          : 'match a longer prefix, or use ReplaceFullPath',
      );
    }
  },
};
