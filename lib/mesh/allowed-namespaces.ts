/** The label that the API server puts on every namespace: its name. */
const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** The `namespaces` part of `allowedRoutes` and `allowedListeners`. */
export interface AllowedNamespaces {
  readonly from: 'Same' | 'Selector' | 'All';
  readonly selector?: {
    readonly matchLabels?: Readonly<Record<string, string>>;
    readonly matchExpressions?: { key: string; operator: string; values: string[] }[];
  };
}

/** The namespaces given and no others; `Same` where that is only the own one. */
export function toAllowedNamespaces(own: string, admitted: Iterable<string>): AllowedNamespaces {
  const names = [...new Set(admitted)].sort();
  if (names.every(name => name === own)) return { from: 'Same' };
  return {
    from: 'Selector',
    selector: { matchExpressions: [{ key: NAMESPACE_NAME_LABEL, operator: 'In', values: names }] },
  };
}
