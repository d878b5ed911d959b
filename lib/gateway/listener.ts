/** A port on which a Gateway answers. Further protocols join this union as they are served. */
export type Listener = HttpListener;

/** Plain HTTP. */
export interface HttpListener {
  readonly protocol: 'HTTP';

  /** Unique within the Gateway; routes name it as `sectionName`. */
  readonly name: string;

  /** The port of the Gateway's Service, 1 to 65535. */
  readonly port: number;

  /**
   * The host that the listener answers for, `*.` as its first label for all below it.
   * @default - every host
   */
  readonly hostname?: string;
}

/** The `namespaces` of a listener's `allowedRoutes`: the namespaces given and no others. */
export function toAllowedNamespaces(own: string, admitted: Iterable<string>): AllowedNamespaces {
  const names = [...new Set(admitted)].sort();
  if (names.every(name => name === own)) return { from: 'Same' };
  return {
    from: 'Selector',
    selector: { matchExpressions: [{ key: NAMESPACE_NAME_LABEL, operator: 'In', values: names }] },
  };
}

/** The `namespaces` part of `allowedRoutes`. */
export interface AllowedNamespaces {
  readonly from: 'Same' | 'Selector';
  readonly selector?: { readonly matchExpressions: { key: string; operator: string; values: string[] }[] };
}

/** The label that the API server puts on every namespace: its name. */
const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';
