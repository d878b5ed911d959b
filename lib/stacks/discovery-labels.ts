import type { LabelRequirement, LabelSelector } from '../mesh/spec/pod';

type Labels = Readonly<Record<string, string>>;

/** What a label has to be for a requirement, where it has to be there. */
const wantedBy = ({ operator, values = [] }: LabelRequirement): string | undefined =>
  ({ In: values[0], Exists: 'true', NotIn: undefined, DoesNotExist: undefined })[operator];

function holds({ key, operator, values = [] }: LabelRequirement, labels: Labels): boolean {
  const value = labels[key];
  if (operator === 'In' || operator === 'NotIn') {
    return (operator === 'In') === (value !== undefined && values.includes(value));
  }
  return (operator === 'Exists') === (value !== undefined);
}

/**
 * The labels by which istiod finds a namespace, where it looks at some alone: of the first selector that labels can
 * meet. What Kubernetes itself says of a namespace, such as its name, nobody else can.
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-discovery_selectors
 */
export function findDiscoveryLabels(selectors: readonly LabelSelector[]): Labels | undefined {
  return selectors.map(toLabels).find(labels => labels !== undefined);
}

function toLabels({ matchLabels = {}, matchExpressions = [] }: LabelSelector): Labels | undefined {
  const wanted = matchExpressions.map(requirement => [requirement.key, wantedBy(requirement)] as const);
  const labels = { ...Object.fromEntries(wanted.filter(([, value]) => value !== undefined)), ...matchLabels } as Labels;
  const isMet = matchExpressions.every(requirement => holds(requirement, labels));
  return isMet && !('kubernetes.io/metadata.name' in labels) ? labels : undefined;
}
