import type { ResolvedMesh } from '../spec';
import type { Chart } from './value-paths';

/** Fields of a kind that others than Flux write. */
export interface DriftIgnore {
  /** JSON pointers. */
  readonly paths: readonly string[];
  readonly target: { readonly kind: string };
}

const caBundle = (webhook: number) => `/webhooks/${webhook}/clientConfig/caBundle`;

/**
 * What istiod writes into webhooks that a chart installs: its root certificate, and that a validation which it cannot
 * give is a refusal. Corrected back, each would be written again at once, without end.
 * @see https://github.com/istio/istio/tree/master/pkg/webhooks
 */
export function toWebhookIgnores(mesh: ResolvedMesh, chart: Chart): readonly DriftIgnore[] | undefined {
  const validating = {
    paths: ['/webhooks/0/failurePolicy', caBundle(0)],
    target: { kind: 'ValidatingWebhookConfiguration' },
  };
  if (chart === 'base') return [validating];
  if (chart !== 'istiod') return undefined;
  const mutating = { paths: injectorWebhooks(mesh).map(caBundle), target: { kind: 'MutatingWebhookConfiguration' } };
  return [validating, mutating];
}

/** A webhook for namespaces and one for pods; the default revision has two more that need no revision label. */
const injectorWebhooks = ({ revision, revisionTags }: ResolvedMesh): number[] =>
  revision === '' || revisionTags.includes('default') ? [0, 1, 2, 3] : [0, 1];
