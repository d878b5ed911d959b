import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { DestinationRule } from '../../../lib/gateway/destination-rule';
import { HttpRoute } from '../../../lib/gateway/http-route';
import { WaypointTraffic } from '../../../lib/gateway/waypoint-traffic';
import { resolveMesh } from '../../../lib/mesh/spec';
import { App } from '../../../lib/rules/app';

const service = { serviceName: 'cart', namespace: 'shop', port: 80 };
const other = { serviceName: 'cart', namespace: 'web', port: 80 };
const rules = [{ backends: [{ backend: service }] }];

function messages(build: (scope: Construct) => void): string[] {
  const app = new App();
  build(new Chart(app, 'chart'));
  return app.synthesized().findings.map(({ id, path, message }) => `${id} at ${path}: ${message}`);
}

const retries = (scope: Construct, name = 'retries') =>
  new WaypointTraffic(scope, name, { name, service, retries: { attempts: 2 } });

test('a VirtualService beside routes for other hosts, or at a gateway, is fine', () => {
  expect(
    messages(scope => {
      retries(scope);
      new WaypointTraffic(scope, 'timeout', { name: 'timeout', service: other, timeout: '1s' });
    }),
  ).toEqual([]);
});

test('fails with an HTTPRoute and a VirtualService for one Service', () => {
  expect(
    messages(scope => {
      retries(scope);
      new HttpRoute(scope, 'route', { name: 'route', service, rules });
    }),
  ).toMatchSnapshot();
});

test('fails with two VirtualServices for one Service', () => {
  expect(
    messages(scope => {
      retries(scope);
      new DestinationRule(scope, 'sticky', {
        name: 'sticky',
        backend: service,
        affinity: { type: 'sourceIp' },
        at: 'waypoint',
        mesh: resolveMesh({ version: '1.30.5' }),
      });
    }),
  ).toMatchSnapshot();
});
