import { formatFindings } from '../../../lib/core/findings';
import { apiServerAccepts } from '../../../lib/rules/api-server-accepts';
import { App } from '../../../lib/rules/app';
import { AmbientSystem } from '../../../lib/stacks/system';
import { indexOf } from '../../support/manifests';

const LISTENERS = [{ name: 'http', protocol: 'HTTP', port: 80 }] as const;

function refusals(add: (system: AmbientSystem) => void): string {
  const app = new App();
  add(new AmbientSystem(app));
  return formatFindings(app.synthesized().findings.filter(({ id }) => id === 'AMB600'));
}

test('fails with every value that the API server would refuse', () => {
  expect(
    refusals(system => {
      const gateway = system.addGateway({
        name: 'GW',
        namespace: 'gw-ns',
        listeners: [{ name: 'HTTP_1', protocol: 'HTTP', port: 80, hostname: 'Foo_bar..com' }],
      });
      const page = { serviceName: 'page', namespace: 'app', port: 99999 };
      system.addRoute({ name: 'page', gateway, hostnames: ['A b'], rules: [{ backends: [{ backend: page }] }] });
    }),
  ).toMatchSnapshot();
});

test('takes what the API server takes', () => {
  expect(
    refusals(system => {
      const gateway = system.addGateway({ name: 'gw', namespace: 'gw-ns', listeners: LISTENERS });
      const page = system.addEchoPage({ name: 'page', namespace: 'app', text: 'a' });
      system.addRoute({
        name: 'page',
        gateway,
        hostnames: ['a.example.com'],
        rules: [{ backends: [{ backend: page }] }],
      });
    }),
  ).toBe('');
});

test('fails with what has neither kind nor name, and says so', () => {
  const index = indexOf('swagger: "2.0"\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {}\n');
  expect([...apiServerAccepts.faults(index)].map(({ found }) => found)).toEqual([
    'an object without kind: apiVersion and kind are required',
    'ConfigMap without a name with metadata.name: it is required',
  ]);
});
