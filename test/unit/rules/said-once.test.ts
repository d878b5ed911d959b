import { ApiObject, Chart } from 'cdk8s';
import type { EchoPage } from '../../../lib/app/echo-page';
import type { HttpRouteRule } from '../../../lib/gateway/http-rule';
import type { AmbientMeshProps } from '../../../lib/mesh/spec';
import { RULES } from '../../../lib/rules';
import { App } from '../../../lib/rules/app';
import { FINDING_IDS } from '../../../lib/rules/ids';
import { AmbientSystem } from '../../../lib/stacks/system';

/** Ids and places of what is found in a system of one Gateway, one page and one route to it. */
function found(
  rules: (backend: EchoPage) => readonly HttpRouteRule[],
  mesh: AmbientMeshProps = {},
  nodePort = 31000,
  byHand: (chart: Chart) => void = () => {},
) {
  const app = new App();
  const system = new AmbientSystem(app, { mesh });
  const gateway = system.addGateway({
    name: 'gateway',
    namespace: 'edge',
    listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
    exposure: { type: 'NodePort', nodePorts: { http: nodePort } },
  });
  const page = system.addEchoPage({ name: 'page', namespace: 'shop', text: 'shop' });
  system.addRoute({ name: 'page', gateway, hostnames: ['shop.test'], rules: rules(page) });
  byHand(new Chart(app, 'by-hand'));
  return app.synthesized().findings.map(({ id, path }) => `${id} ${path}`);
}

const plain = (backend: EchoPage): HttpRouteRule[] => [{ backends: [{ backend }] }];

describe('what a construct has said of itself', () => {
  it.each<[string, string, (backend: EchoPage) => readonly HttpRouteRule[]]>([
    ['backends without weight', 'AMB251', backend => [{ backends: [{ backend, weight: 0 }] }]],
    ['a rule without backends', 'AMB222', backend => [{ matches: [{ method: 'GET' }], backends: [{ backend }] }, {}]],
    [
      'an expression that is not reached',
      'AMB253',
      backend => [
        { backends: [{ backend }] },
        { matches: [{ path: { type: 'RegularExpression', value: '/x.*' } }], backends: [{ backend }] },
      ],
    ],
    [
      'a header that is matched twice',
      'AMB261',
      backend => [
        {
          matches: [
            {
              headers: [
                { name: 'x', value: 'a' },
                { name: 'X', value: 'b' },
              ],
            },
          ],
          backends: [{ backend }],
        },
      ],
    ],
    [
      'a percent sign in a header',
      'AMB252',
      backend => [{ responseHeaderModifier: { set: { 'x-load': '100%' } }, backends: [{ backend }] }],
    ],
    [
      'a rewritten prefix without a slash',
      'AMB256',
      backend => [{ urlRewrite: { replacePrefixMatch: '/base' }, backends: [{ backend }] }],
    ],
  ])('is not said again by a rule: %s', (_, id, rules) => {
    expect(found(rules)).toEqual([`${id} routes-shop/page`]);
  });

  it('is not said again of the mesh, nor of node ports', () => {
    expect(found(plain, { version: '1.28.10' })).toEqual(['AMB101 istiod/Istiod']);
    expect(found(plain, {}, 80)).toEqual(['AMB205 edge-gateway/Gateway']);
  });

  it('is said by rules of what stands beside it', () => {
    const ids = found(
      backend => [{ backends: [{ backend, weight: 0 }] }],
      {},
      31000,
      chart =>
        new ApiObject(chart, 'written-by-hand', {
          apiVersion: 'gateway.networking.k8s.io/v1',
          kind: 'HTTPRoute',
          metadata: { name: 'written-by-hand', namespace: 'edge' },
          spec: {
            parentRefs: [{ name: 'gateway' }],
            hostnames: ['other.test'],
            rules: [{ backendRefs: [{ name: 'missing', port: 80, weight: 0 }] }],
          },
        }),
    );
    expect(ids).toEqual(expect.arrayContaining(['AMB251 routes-shop/page', 'AMB672 by-hand/written-by-hand']));
  });

  it('is told by ids that are in use', () => {
    const ids = RULES.flatMap(({ saidBy = [] }) => saidBy);
    expect(ids.filter(id => !(id in FINDING_IDS))).toEqual([]);
  });
});
