import { Yaml } from 'cdk8s';
import { EchoPage, type EchoPageProps } from '../../../lib/app/echo-page';
import { faults, only, synthesize } from '../../support/synthesize';

const MINIMAL: EchoPageProps = { name: 'iphone', namespace: 'app1-ns', text: 'intranet' };
const page = (props: Partial<EchoPageProps> = {}) =>
  synthesize(chart => new EchoPage(chart, 'Page', { ...MINIMAL, ...props }));

test('a page is a ServiceAccount, a ConfigMap, a Deployment and a Service', () => {
  expect(
    page()
      .map(object => Yaml.stringify(object))
      .join('---\n'),
  ).toMatchSnapshot();
});

describe('each prop shows', () => {
  test('name', () =>
    expect(page({ name: 'tablet' }).map(({ metadata }) => metadata.name)).toEqual([
      'tablet',
      'tablet-config',
      'tablet-deploy',
      'tablet-svc',
    ]));

  test('namespace', () =>
    expect(new Set(page({ namespace: 'other' }).map(({ metadata }) => metadata.namespace))).toEqual(
      new Set(['other']),
    ));

  test('text, and with it the annotation that rolls the pods', () => {
    const annotations = (text: string) => only(page({ text }), 'Deployment').spec.template.metadata.annotations;
    expect(only(page({ text: 'internet' }), 'ConfigMap').data['nginx.conf']).toContain(
      '<h1>Pod internet: $hostname</h1>',
    );
    expect(annotations('internet')).not.toEqual(annotations('intranet'));
  });

  test('replicas', () => expect(only(page({ replicas: 5 }), 'Deployment').spec.replicas).toBe(5));
  test('port', () => expect(only(page({ port: 8080 }), 'Service').spec.ports[0].port).toBe(8080));

  test('image', () =>
    expect(
      only(page({ image: 'registry.example.com/nginx:1' }), 'Deployment').spec.template.spec.containers[0].image,
    ).toBe('registry.example.com/nginx:1'));

  test('version, in every name and in the selectors of pods and Service', () => {
    const objects = page({ version: 'v2' });
    const labels = { app: 'iphone', version: 'v2' };
    expect(objects.map(({ metadata }) => metadata.name)).toEqual([
      'iphone-v2',
      'iphone-v2-config',
      'iphone-v2-deploy',
      'iphone-v2-svc',
    ]);
    expect(only(objects, 'Deployment').spec.selector.matchLabels).toEqual(labels);
    expect(only(objects, 'Service').spec.selector).toEqual(labels);
  });

  test('serviceName', () => expect(only(page({ serviceName: 'web' }), 'Service').metadata.name).toBe('web'));

  test('labels, on every object and on the pods, not in the selector', () => {
    const objects = page({ labels: { team: 'shop', app: 'loses' } });
    expect(objects.map(({ metadata }) => metadata.labels)).toEqual(Array(4).fill({ app: 'iphone', team: 'shop' }));
    const { template, selector } = only(objects, 'Deployment').spec;
    expect([template.metadata.labels, selector.matchLabels]).toEqual([
      { app: 'iphone', team: 'shop' },
      { app: 'iphone' },
    ]);
  });

  test('runAsUser, and leaving it to the platform', () => {
    const context = (runAsUser: EchoPageProps['runAsUser']) =>
      only(page({ runAsUser }), 'Deployment').spec.template.spec.containers[0].securityContext;
    expect(context(1001)).toMatchObject({ runAsUser: 1001, runAsGroup: 1001 });
    expect(context('unset')).not.toHaveProperty('runAsUser');
    expect(context('unset')).not.toHaveProperty('runAsGroup');
  });
});

test('a page is a backend of routes', () => {
  synthesize(chart => {
    expect(new EchoPage(chart, 'Page', { ...MINIMAL, port: 81 })).toMatchObject({
      serviceName: 'iphone-svc',
      namespace: 'app1-ns',
      port: 81,
      serviceAccountName: 'iphone',
    });
  });
});

test('fails with every fault of a page at once', () => {
  const wrong = { text: '"; return 500', image: 'nginx:latest', replicas: 1.5 };
  expect(faults(chart => new EchoPage(chart, 'Page', { ...MINIMAL, ...wrong }))).toMatchInlineSnapshot(`
AMB301: found text "\\"; return 500", expected letters, digits, blanks and ._- only, since it goes into HTML and an nginx configuration as it is: leave out the other characters

AMB302: found image nginx:latest, expected a tag other than latest, or a digest: otherwise the image changes under a running system: write the version as the tag, as in docker.io/library/nginx:1.30.4-alpine-slim

AMB303: found replicas 1.5, expected a whole number, 1 or more: set replicas to a positive whole number, or leave out the app
`);
});
