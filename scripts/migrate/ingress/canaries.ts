import type { Backend } from '../../../lib/gateway/backend';
import type { HttpRouteRule } from '../../../lib/gateway/http-rule';
import type { Manifest } from '../manifest';
import type { Remarks } from '../remarks';
import type { Work } from './conflicts';
import { namespaceOf } from './ingress';
import { toMatchPart } from './paths';
import type { Draft } from './rules';
import type { Canary } from './settings';

/** A rule, with the Ingress that it is of. */
interface Primary {
  readonly work: Work;
  readonly draft: Draft;
}

/** The rule that takes the same requests of the same host. */
function findPrimary(primaries: readonly Work[], { host, match }: Draft): Primary | undefined {
  return primaries
    .flatMap(work => work.drafts.map(draft => ({ work, draft })))
    .find(
      ({ draft: each }) => each.host === host && each.match.type === match.type && each.match.value === match.value,
    );
}

/** Gives an Ingress that is a canary its share of the rules that it is a canary of. */
export function addCanary(all: readonly Work[], { manifest, settings, drafts }: Work, remarks: Remarks): void {
  const { canary } = settings;
  if (canary === undefined) return;
  const namespace = namespaceOf(manifest.object);
  const primaries = all.filter(each => namespaceOf(each.manifest.object) === namespace);
  for (const draft of drafts) {
    const primary = findPrimary(primaries, draft);
    const [stable] = primary?.draft.rule.backends ?? [];
    const [candidate] = draft.rule.backends ?? [];
    if (primary === undefined || stable === undefined || candidate === undefined) {
      listLonely(manifest, draft, remarks);
      continue;
    }
    share(primary, canary, stable.backend, candidate.backend);
    const { cookie } = primary.work.settings;
    if (cookie !== undefined && canary.weight !== undefined) listFlapping(manifest, cookie, remarks);
  }
}

/** By header first: its word counts before the weight. */
function share({ work, draft }: Primary, { weight, header }: Canary, stable: Backend, candidate: Backend): void {
  const { rule } = draft;
  const headed = (name: string, value: string, backend: Backend) =>
    work.drafts.push({ ...draft, rule: withHeader(draft, rule, { name, value }, backend) });
  if (header !== undefined) headed(header.name, header.value ?? 'always', candidate);
  if (weight === undefined) return;
  if (header !== undefined && header.value === undefined) headed(header.name, 'never', stable);
  draft.rule = { ...rule, backends: toWeights(stable, candidate, weight) };
}

function listLonely(manifest: Manifest, { host, match }: Draft, remarks: Remarks): void {
  remarks.add('AMB758', manifest, ['spec'], {
    level: 'error',
    found: `a canary for ${host ?? 'every host'}${match.value}`,
    expected: 'an Ingress among the manifests with the same namespace, host and path, of which it takes a share',
    cure: 'name the file of that Ingress too',
  });
}

/** The controller keeps a client with its version, too. */
function listFlapping(manifest: Manifest, { name }: { readonly name: string }, remarks: Remarks): void {
  remarks.add('AMB771', manifest, ['metadata', 'annotations', 'nginx.ingress.kubernetes.io/canary-weight'], {
    level: 'warning',
    found: `a share of requests beside affinity by cookie ${name}`,
    expected:
      'clients that stay with their version; the gateway draws it anew for each request, and keeps the pod within it',
    cure: 'send chosen clients to the canary by a header, or leave out the affinity meanwhile',
  });
}

/** The rule of the primary for requests with that header, to one backend alone. */
function withHeader(
  { match }: Draft,
  { backends: _, pathPrefix: __, matches: ___, ...filters }: HttpRouteRule,
  header: { readonly name: string; readonly value: string },
  backend: Backend,
): HttpRouteRule {
  return { ...toMatchPart(match, [header]), ...filters, backends: [{ backend }] };
}

function toWeights(stable: Backend, candidate: Backend, { share, total }: NonNullable<Canary['weight']>) {
  return [
    { backend: stable, weight: total - share },
    { backend: candidate, weight: share },
  ];
}
