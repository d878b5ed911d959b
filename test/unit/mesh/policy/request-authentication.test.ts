import { Chart } from 'cdk8s';
import { App } from '../../../../lib/core/app';
import { type JwtRule, RequestAuthentication } from '../../../../lib/mesh/policy/request-authentication';
import { serviceTarget } from '../../../../lib/mesh/policy/target';
import { faults, only, synthesize } from '../../../support/synthesize';

const targets = [serviceTarget({ serviceName: 'cart', namespace: 'shop' })];
const build = (jwtRules: JwtRule[]) => (chart: Chart) =>
  new RequestAuthentication(chart, 'Tokens', { name: 'tokens', targets, jwtRules });
const rules = (rule: JwtRule) => only(synthesize(build([rule])), 'RequestAuthentication').spec.jwtRules;

test('a waypoint checks the tokens of an issuer', () => {
  expect(synthesize(build([{ issuer: 'https://id.example.com' }]))).toEqual([
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'RequestAuthentication',
      metadata: { name: 'tokens', namespace: 'shop' },
      spec: {
        targetRefs: [{ group: '', kind: 'Service', name: 'cart' }],
        jwtRules: [{ issuer: 'https://id.example.com' }],
      },
    },
  ]);
});

test('every part of a rule shows', () => {
  const rule: JwtRule = {
    issuer: 'https://id.example.com',
    jwksUri: 'https://id.example.com/keys',
    audiences: ['shop'],
    fromHeaders: [{ name: 'x-token', prefix: 'Bearer ' }],
    fromParams: ['token'],
    fromCookies: ['token'],
    forwardOriginalToken: true,
    outputClaimToHeaders: [{ header: 'x-user', claim: 'sub' }],
    outputPayloadToHeader: 'x-payload',
    timeout: '2s',
  };
  expect(rules(rule)).toEqual([rule]);
  expect(rules({ issuer: 'a', jwks: '{"keys":[]}' })).toEqual([{ issuer: 'a', jwks: '{"keys":[]}' }]);
});

test('namespace and mesh show', () => {
  const props = { name: 'tokens', namespace: 'web', targets, jwtRules: [{ issuer: 'a' }] };
  expect(faults(chart => new RequestAuthentication(chart, 'Tokens', props))).toMatchInlineSnapshot(
    `AMB163: found target Service shop/cart of a policy in web, expected targets in the namespace of the policy; others are ignored: write one policy for each namespace`,
  );
});

test.each<[string, JwtRule[]]>([
  ['without rules', []],
  ['without an issuer', [{ issuer: '' }]],
  ['with keys twice', [{ issuer: 'a', jwks: '{}', jwksUri: 'https://id.example.com' }]],
])('fails %s', (_, jwtRules) => expect(faults(build(jwtRules))).toMatchSnapshot());

test('warns where keys could be changed on the way', () => {
  const app = new App();

  build([{ issuer: 'a', jwksUri: 'http://id.example.com/keys' }])(new Chart(app, 'chart'));
  expect(app.synthesized().findings).toMatchSnapshot();
});
