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
