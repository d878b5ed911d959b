import { HttpEcho, type HttpEchoProps } from '../../../lib/app/http-echo';
import { faults, only, synthesize, toYaml } from '../../support/synthesize';

const MINIMAL: HttpEchoProps = { name: 'apple', namespace: 'fruit' };
const echo = (props: Partial<HttpEchoProps> = {}) =>
  synthesize(chart => new HttpEcho(chart, 'Echo', { ...MINIMAL, ...props }));
const container = (props: Partial<HttpEchoProps>) => only(echo(props), 'Deployment').spec.template.spec.containers[0];

test('an echo is a ServiceAccount, a Deployment and a Service', () => expect(toYaml(echo())).toMatchSnapshot());

describe('each prop shows', () => {
  test('name', () =>
    expect(echo({ name: 'mango' }).map(({ metadata }) => metadata.name)).toEqual(Array(3).fill('mango')));

  test('version, in every name and in the selectors', () => {
    const objects = echo({ version: 'v2' });
    expect(objects.map(({ metadata }) => metadata.name)).toEqual(Array(3).fill('apple-v2'));
    expect(only(objects, 'Service').spec.selector).toEqual({ app: 'apple', version: 'v2' });
    expect(only(objects, 'Deployment').spec.selector.matchLabels).toEqual({ app: 'apple', version: 'v2' });
  });

  test('namespace', () =>
    expect(echo({ namespace: 'other' }).map(({ metadata }) => metadata.namespace)).toEqual(Array(3).fill('other')));

  test('text, the name without it', () => {
    expect(container({}).args).toContain('-text=apple');
    expect(container({ text: 'Hello, world!' }).args).toContain('-text=Hello, world!');
  });

  test('replicas', () => expect(only(echo({ replicas: 1 }), 'Deployment').spec.replicas).toBe(1));

  test('port, of the Service and not of the container', () => {
    expect(only(echo({ port: 80 }), 'Service').spec.ports).toEqual([
      { name: 'http', port: 80, targetPort: 5678, protocol: 'TCP' },
    ]);
  });

  test('serviceName', () => expect(only(echo({ serviceName: 'web' }), 'Service').metadata.name).toBe('web'));

  test('labels', () =>
    expect(echo({ labels: { team: 'shop' } }).map(({ metadata }) => metadata.labels)).toEqual(
      Array(3).fill({ app: 'apple', team: 'shop' }),
    ));

  test('image', () =>
    expect(container({ image: 'registry.example.com/echo:1' }).image).toBe('registry.example.com/echo:1'));

  test('runAsUser', () => {
    expect(container({}).securityContext).not.toHaveProperty('runAsUser');
    expect(container({ runAsUser: 1001 }).securityContext).toMatchObject({ runAsUser: 1001, runAsGroup: 1001 });
  });
});

test('an echo is a backend of routes and a workload of policies', () => {
  synthesize(chart => {
    expect(new HttpEcho(chart, 'Echo', { ...MINIMAL, version: 'v1' })).toMatchObject({
      serviceName: 'apple-v1',
      namespace: 'fruit',
      port: 5678,
      serviceAccountName: 'apple-v1',
      labels: { app: 'apple', version: 'v1' },
    });
  });
});

test('fails with every fault of an echo at once', () => {
  const wrong = { text: '$(HOME)', image: 'http-echo', replicas: 0 };
  expect(faults(chart => new HttpEcho(chart, 'Echo', { ...MINIMAL, ...wrong }))).toMatchInlineSnapshot(`
AMB310: found text "$(HOME)", expected some text without $(, which the kubelet would take for a variable; http-echo has no empty answer: write another text

AMB302: found image http-echo, expected a tag other than latest, or a digest: otherwise the image changes under a running system: write the version as the tag, as in docker.io/hashicorp/http-echo:1.0.0

AMB303: found replicas 0, expected a whole number, 1 or more: set replicas to a positive whole number, or leave out the app
`);
});
