import {
  type JwtRule,
  RequestAuthentication,
  type RequestAuthenticationProps,
} from '../../../../../lib/mesh/policy/request-authentication';
import { EVERY_WAYPOINT, type PolicyTarget } from '../../../../../lib/mesh/policy/target';
import { resolveMesh } from '../../../../../lib/mesh/spec';
import { built, showProps } from '../../../../support/show-props';

const LOGIN: JwtRule = { issuer: 'https://login.example.com' };
const WAYPOINT: PolicyTarget = { kind: 'Gateway', name: 'waypoint', namespace: 'app' };
const OTHER = resolveMesh({ namespace: 'mesh' });

const BASE: RequestAuthenticationProps = { name: 'tokens', targets: [WAYPOINT], jwtRules: [LOGIN] };

showProps<RequestAuthenticationProps>('RequestAuthenticationProps', {
  base: BASE,
  makes: built((chart, props) => new RequestAuthentication(chart, 'Tokens', props)),
  examples: {
    name: { name: 'login' },
    targets: { targets: [{ kind: 'ServiceEntry', name: 'api', namespace: 'egress' }] },
    'targets, in the namespace of the policy': [{ namespace: 'app' }, { targets: [{ kind: 'Service', name: 'cart' }] }],
    namespace: [
      { targets: [EVERY_WAYPOINT], namespace: 'istio-system' },
      { namespace: 'mesh', mesh: OTHER },
    ],
    jwtRules: { jwtRules: [LOGIN, { issuer: 'https://partner.example.org' }] },
    mesh: [{ targets: [EVERY_WAYPOINT], namespace: 'mesh' }, { mesh: OTHER }],
  },
});

const HEADER = { fromHeaders: [{ name: 'x-token', prefix: 'Token ' }] };
const CLAIM = { outputClaimToHeaders: [{ header: 'x-user', claim: 'sub' }] };

showProps<JwtRule>('JwtRule', {
  base: LOGIN,
  makes: built((chart, rule) => new RequestAuthentication(chart, 'Tokens', { ...BASE, jwtRules: [rule] })),
  examples: {
    issuer: { issuer: 'https://partner.example.org' },
    jwksUri: { jwksUri: 'https://login.example.com/keys' },
    jwks: { jwks: '{"keys":[{"kty":"RSA","e":"AQAB","n":"xAE7"}]}' },
    audiences: { audiences: ['shop'] },
    fromHeaders: HEADER,
    'fromHeaders.name': [HEADER, { fromHeaders: [{ name: 'x-jwt', prefix: 'Token ' }] }],
    'fromHeaders.prefix': [HEADER, { fromHeaders: [{ name: 'x-token', prefix: 'Bearer ' }] }],
    fromParams: { fromParams: ['token'] },
    fromCookies: { fromCookies: ['session'] },
    forwardOriginalToken: { forwardOriginalToken: true },
    outputClaimToHeaders: CLAIM,
    'outputClaimToHeaders.header': [CLAIM, { outputClaimToHeaders: [{ header: 'x-subject', claim: 'sub' }] }],
    'outputClaimToHeaders.claim': [CLAIM, { outputClaimToHeaders: [{ header: 'x-user', claim: 'email' }] }],
    outputPayloadToHeader: { outputPayloadToHeader: 'x-payload' },
    timeout: { timeout: '10s' },
  },
});

showProps<PolicyTarget>('PolicyTarget', {
  base: WAYPOINT,
  makes: built((chart, target) => new RequestAuthentication(chart, 'Tokens', { ...BASE, targets: [target] })),
  examples: {
    kind: { kind: 'Service' },
    'kind, of an entry': { kind: 'ServiceEntry' },
    name: { name: 'shop-waypoint' },
    namespace: { namespace: 'shop' },
  },
});
