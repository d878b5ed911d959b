import { canary } from '../../../lib/gateway/weighted-backend';
import type { Manifest } from '../manifest';
import type { Remarks } from '../remarks';
import { toMatchPart } from './paths';
import type { Draft } from './rules';
import type { Canary } from './settings';

/** The rules that take the same requests of the same host. */
function rivals(primaries: readonly (readonly Draft[])[], { host, match }: Draft): [readonly Draft[], Draft][] {
  return primaries.flatMap(drafts =>
    drafts
      .filter(each => each.host === host && each.match.type === match.type && each.match.value === match.value)
      .map((draft): [readonly Draft[], Draft] => [drafts, draft]),
  );
}

/** Gives a canary its share of the rule that it is a canary of. */
export function addCanary(
  primaries: readonly Draft[][],
  manifest: Manifest,
  { percent, header }: Canary,
  drafts: readonly Draft[],
  remarks: Remarks,
): void {
  for (const draft of drafts) {
    const [rival] = rivals(primaries, draft);
    const [stable] = rival?.[1].rule.backends ?? [];
    const [candidate] = draft.rule.backends ?? [];
    if (rival === undefined || stable === undefined || candidate === undefined) {
      remarks.add('AMB758', manifest, ['spec'], {
        level: 'error',
        found: `a canary for ${draft.host ?? 'every host'}${draft.match.value}`,
        expected: 'an Ingress among the manifests with the same namespace, host and path, of which it takes a share',
        cure: 'name the file of that Ingress too',
      });
      continue;
    }
    const [list, primary] = rival;
    if (percent !== undefined) {
      primary.rule = { ...primary.rule, backends: canary(stable.backend, candidate.backend, percent) };
    }
    if (header !== undefined) {
      const headers = [{ name: header.name, value: header.value ?? 'always' }];
      const { backends: _, pathPrefix: __, matches: ___, ...filters } = primary.rule;
      const rule = { ...toMatchPart(draft.match, headers), ...filters, backends: [{ backend: candidate.backend }] };
      (list as Draft[]).push({ host: draft.host, match: draft.match, rule });
    }
  }
}
