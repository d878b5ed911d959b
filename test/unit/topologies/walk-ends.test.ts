import { type KubeObject, ObjectIndex } from '../../../lib/core/object-index';
import { App } from '../../../lib/rules/app';
import { intranetInternet } from '../../../lib/topologies/intranet-internet';
import { walk } from '../../support/walk/walk';

const OBJECTS: readonly KubeObject[] = (() => {
  const app = new App();
  intranetInternet(app);
  return app.synthesized().index.all.map(({ object }) => object);
})();

/** The ends of all ways once a change was made to the objects of a kind in the namespace of the intranet's app. */
function endsAfter(kind: string, change: (object: { spec: never }) => void): unknown[] {
  const objects = OBJECTS.map(object => {
    if (object.kind !== kind || object.metadata.namespace !== 'app1-ns') return object;
    const changed = structuredClone(object) as KubeObject;
    change(changed as never);
    return changed;
  });
  const ways = walk(new ObjectIndex(objects.map(object => ({ object, path: '', chart: '' }))));
  return ways.map(({ end }) => end).filter(end => typeof end === 'string');
}

type Spec<T> = { spec: T };

test('a walk gets through the topology as it is', () => expect(endsAfter('Service', () => {})).toEqual([]));

test.each<[string, string, (object: never) => void, string]>([
  [
    'a Service with another port',
    'Service',
    ({ spec }: Spec<{ ports: { port: number }[] }>) => {
      spec.ports[0].port = 81;
    },
    'Service app1-ns/iphone-svc has no port 80',
  ],
  [
    'a Service that sends elsewhere',
    'Service',
    ({ spec }: Spec<{ ports: { targetPort: number }[] }>) => {
      spec.ports[0].targetPort = 81;
    },
    'no container listens on what Service app1-ns/iphone-svc sends to',
  ],
  [
    'a Service for other pods',
    'Service',
    ({ spec }: Spec<{ selector: Record<string, string> }>) => {
      spec.selector.app = 'other';
    },
    'Service app1-ns/iphone-svc selects no pods',
  ],
  [
    'a route to another Service',
    'HTTPRoute',
    ({ spec }: Spec<{ rules: { backendRefs: { name: string }[] }[] }>) => {
      spec.rules[0].backendRefs[0].name = 'other';
    },
    'there is no Service app1-ns/other',
  ],
  [
    'a route to another Gateway',
    'HTTPRoute',
    ({ spec }: Spec<{ parentRefs: { name: string }[] }>) => {
      spec.parentRefs[0].name = 'other';
    },
    'no route is attached',
  ],
  [
    'a rule that another one hides',
    'HTTPRoute',
    ({ spec }: Spec<{ rules: object[] }>) => {
      spec.rules.push(structuredClone(spec.rules[0]));
    },
    'hidden by HTTPRoute iphone-routes',
  ],
])('a walk fails at %s', (_, kind, change, end) => expect(endsAfter(kind, change as never)).toEqual([end]));

const policy = (namespace: string, spec: object): KubeObject => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'policy', namespace },
  spec,
});
const byPrincipal = (name: string) => ({ rules: [{ from: [{ source: { principals: [name] } }] }] });
const GATEWAY = 'cluster.local/ns/istio-intranet/sa/gateway-intranet-istio-gatewayclass-intranet';
const toGateway = [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'gateway-intranet' }];

test.each<[string, KubeObject, readonly string[]]>([
  ['nobody is let into', policy('istio-intranet', {}), ['allowed at the Gateway by none of policy']],
  [
    'nobody is let into by istiod’s namespace',
    policy('istio-system', {}),
    Array(2).fill('allowed at the Gateway by none of policy'),
  ],
  [
    'other paths are let into',
    policy('istio-intranet', { targetRefs: toGateway, rules: [{ to: [{ operation: { paths: ['/api/*'] } }] }] }),
    ['allowed at the Gateway by none of policy'],
  ],
  [
    'this request is let into',
    policy('istio-intranet', {
      targetRefs: toGateway,
      rules: [{ to: [{ operation: { methods: ['GET'], paths: ['/*'] } }] }],
    }),
    [],
  ],
  [
    'strangers are let to pods behind',
    policy('app1-ns', byPrincipal('cluster.local/ns/app1-ns/sa/iphone')),
    ['allowed at pods of iphone-deploy by none of policy'],
  ],
  ['the gateway is let to pods behind', policy('app1-ns', byPrincipal(GATEWAY)), []],
  [
    'the gateway is kept from pods behind',
    policy('app1-ns', { action: 'DENY', ...byPrincipal(GATEWAY) }),
    ['denied at pods of iphone-deploy by policy'],
  ],
])('a walk sees policies: a Gateway that %s', (_, added, expected) => {
  const ways = walk(new ObjectIndex([...OBJECTS, added].map(object => ({ object, path: '', chart: '' }))));
  expect(ways.map(({ end }) => end).filter(end => typeof end === 'string')).toEqual(expected);
});
