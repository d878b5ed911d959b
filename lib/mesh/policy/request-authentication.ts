import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type Check, enforce } from '../../core/checks';
import { meshOrDefault, rootNamespaceOf } from '../identity';
import type { ResolvedMesh } from '../spec';
import { type PolicyTarget, policyNamespace, toTargetRefs } from './target';
import { TARGET_CHECKS } from './target-checks';

export interface RequestAuthenticationProps {
  /** metadata.name. */
  readonly name: string;

  /** The waypoints, Gateways, Services or ServiceEntries that check tokens; ztunnel cannot. */
  readonly targets: readonly PolicyTarget[];

  /**
   * metadata.namespace.
   * @default - the namespace of the targets
   */
  readonly namespace?: string;

  /** Tokens that are taken for valid; a request with a token of no rule is refused, one without a token is not. */
  readonly jwtRules: readonly JwtRule[];

  /**
   * The mesh, whose root namespace counts.
   * @default - one without options
   */
  readonly mesh?: ResolvedMesh;
}

/** Whose tokens are valid, and where they stand in a request. @see https://istio.io/latest/docs/reference/config/security/jwt/ */
export interface JwtRule {
  /** The claim `iss`, as it is. */
  readonly issuer: string;

  /**
   * Where istiod fetches the issuer's keys.
   * @default - found through the issuer's OpenID configuration, unless `jwks` is given
   */
  readonly jwksUri?: string;

  /** The issuer's public keys as JSON text, instead of `jwksUri`. @default - fetched */
  readonly jwks?: string;

  /** One of these must be in the claim `aud`. @default - any */
  readonly audiences?: readonly string[];

  /** Headers that hold the token. @default - `Authorization: Bearer` and the query parameter `access_token` */
  readonly fromHeaders?: readonly { readonly name: string; readonly prefix?: string }[];

  /** Query parameters that hold the token. @default - as `fromHeaders` */
  readonly fromParams?: readonly string[];

  /** Cookies that hold the token. @default - none */
  readonly fromCookies?: readonly string[];

  /** Whether the token goes on to the app. @default false */
  readonly forwardOriginalToken?: boolean;

  /** Claims that go on to the app as headers. @default - none */
  readonly outputClaimToHeaders?: readonly { readonly header: string; readonly claim: string }[];

  /** The header in which the whole payload goes on, base64 encoded. @default - none */
  readonly outputPayloadToHeader?: string;

  /** How long istiod waits for the keys, such as `5s`. @default '5s' */
  readonly timeout?: string;
}

type Rules = Pick<RequestAuthenticationProps, 'jwtRules'>;

const issuers = (rules: readonly JwtRule[]) => rules.map(({ issuer }) => `"${issuer}"`).join(', ');
const withTwoSources = ({ jwtRules }: Rules) =>
  jwtRules.filter(rule => rule.jwks !== undefined && rule.jwksUri !== undefined);
const withPlainUri = ({ jwtRules }: Rules) =>
  jwtRules.filter(({ jwksUri }) => jwksUri?.startsWith('https://') === false);

const CHECKS: Check<Rules>[] = [
  {
    id: 'AMB171',
    when: ({ jwtRules }) => jwtRules.length === 0 || jwtRules.some(({ issuer }) => issuer === ''),
    found: ({ jwtRules }) => (jwtRules.length === 0 ? 'no jwtRules' : 'an empty issuer'),
    expected: 'one rule or more, each with its issuer',
    cure: 'write the claim iss of the tokens',
  },
  {
    id: 'AMB172',
    when: rules => withTwoSources(rules).length > 0,
    found: rules => `jwks and jwksUri of issuer ${issuers(withTwoSources(rules))}`,
    expected: 'one source of keys',
    cure: 'remove one of the two',
  },
  {
    id: 'AMB173',
    level: 'warning',
    when: rules => withPlainUri(rules).length > 0,
    found: rules =>
      `jwksUri ${withPlainUri(rules)
        .map(({ jwksUri }) => jwksUri)
        .join(', ')}`,
    expected: 'an address that begins with https://: whoever can change the keys on the way makes valid tokens',
    cure: 'fetch the keys by https, or write them as jwks',
  },
];

/**
 * Which tokens are valid, at a waypoint or a gateway. It refuses bad tokens only: an AuthorizationPolicy with
 * `requestPrincipals` refuses requests without any.
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/
 */
export class RequestAuthentication extends Construct {
  constructor(scope: Construct, id: string, props: RequestAuthenticationProps) {
    super(scope, id);
    const { name, targets, jwtRules } = props;
    const namespace = policyNamespace(props);
    enforce(this, CHECKS, props);
    enforce(this, TARGET_CHECKS, { namespace, targets, rootNamespace: rootNamespaceOf(meshOrDefault(props.mesh)) });
    // Not the generated class: it takes jwksUri and jwks_uri, which the CRD both has, for one property.
    new ApiObject(this, 'Resource', {
      apiVersion: 'security.istio.io/v1',
      kind: 'RequestAuthentication',
      metadata: { name, namespace },
      spec: { targetRefs: toTargetRefs(targets), jwtRules },
    });
  }
}
