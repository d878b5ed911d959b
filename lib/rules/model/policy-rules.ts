/** A rule of an AuthorizationPolicy: lists of values by attribute. */
export interface PolicyRule {
  readonly from?: readonly { readonly source?: Attributes }[];
  readonly to?: readonly { readonly operation?: Attributes }[];
  readonly when?: readonly { readonly key: string }[];
}

type Attributes = Readonly<Record<string, readonly string[] | undefined>>;

const HTTP_OPERATIONS = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'];
const HTTP_SOURCES = ['remoteIpBlocks', 'notRemoteIpBlocks', 'requestPrincipals', 'notRequestPrincipals'];
const TRANSPORT_KEYS: ReadonlySet<string> = new Set([
  'source.ip',
  'source.namespace',
  'source.principal',
  'destination.ip',
  'destination.port',
]);

/**
 * The attributes of a rule that only HTTP has, which ztunnel does not see.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/ambient/authorization.go (handleRule)
 */
export function httpAttributes({ from = [], to = [], when = [] }: PolicyRule): string[] {
  return [
    ...to.flatMap(({ operation }) => stated(operation, HTTP_OPERATIONS)),
    ...from.flatMap(({ source }) => stated(source, HTTP_SOURCES)),
    ...when.map(({ key }) => key).filter(key => !TRANSPORT_KEYS.has(key)),
  ];
}

function stated(attributes: Attributes | undefined, names: readonly string[]): string[] {
  return names.filter(name => (attributes?.[name]?.length ?? 0) > 0);
}
