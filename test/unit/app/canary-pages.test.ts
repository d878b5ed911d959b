import { CanaryPages, type CanaryPagesProps } from '../../../lib/app/canary-pages';
import { faults, synthesize, toYaml } from '../../support/synthesize';

const MINIMAL: CanaryPagesProps = { name: 'my-app', namespace: 'shop', text: 'my-app' };
const pages = (props: Partial<CanaryPagesProps> = {}) =>
  synthesize(chart => new CanaryPages(chart, 'Pages', { ...MINIMAL, ...props }));
const services = (props: Partial<CanaryPagesProps>) => pages(props).filter(({ kind }) => kind === 'Service');
const deployments = (props: Partial<CanaryPagesProps>) => pages(props).filter(({ kind }) => kind === 'Deployment');

test('a canary is two versions, each with a Service of its own, and a Service over both', () =>
  expect(toYaml(services({}))).toMatchSnapshot());

describe('each prop shows', () => {
  test('name', () =>
    expect(deployments({ name: 'web' }).map(({ metadata }) => metadata.name)).toEqual([
      'web-v1-deploy',
      'web-v2-deploy',
    ]));

  test('namespace', () =>
    expect(new Set(pages({ namespace: 'other' }).map(({ metadata }) => metadata.namespace))).toEqual(
      new Set(['other']),
    ));

  test('text, and the version with it', () => {
    const texts = pages({ text: 'shop' }).flatMap(({ data }) => data?.['nginx.conf'].match(/Pod [^:]*/g) ?? []);
    expect(texts).toEqual(['Pod shop v1', 'Pod shop v2']);
  });

  test('stableVersion and canaryVersion', () =>
    expect(
      deployments({ stableVersion: 'blue', canaryVersion: 'green' }).map(({ spec }) => spec.selector.matchLabels),
    ).toEqual([
      { app: 'my-app', version: 'blue' },
      { app: 'my-app', version: 'green' },
    ]));

  test('serviceName, of the Service over both and as the beginning of the others', () =>
    expect(services({ serviceName: 'my-service' }).map(({ metadata }) => metadata.name)).toEqual([
      'my-service-v1',
      'my-service-v2',
      'my-service',
    ]));

  test('port, of every Service', () =>
    expect(services({ port: 8080 }).map(({ spec }) => spec.ports[0].port)).toEqual([8080, 8080, 8080]));

  test('replicas, of each version', () =>
    expect(deployments({ replicas: 3 }).map(({ spec }) => spec.replicas)).toEqual([3, 3]));

  test('labels, image and runAsUser, of each version', () => {
    const props = { labels: { 'hostk8s.app': 'my-app' }, image: 'example.com/nginx:1', runAsUser: 1001 };
    for (const { metadata, spec } of deployments(props)) {
      expect(metadata.labels).toMatchObject(props.labels);
      expect(spec.template.spec.containers[0]).toMatchObject({
        image: 'example.com/nginx:1',
        securityContext: { runAsUser: 1001 },
      });
    }
  });
});

test('each Service is a backend', () => {
  synthesize(chart => {
    const { stable, canary, all } = new CanaryPages(chart, 'Pages', { ...MINIMAL, port: 8080 });
    expect([stable, canary, all].map(({ serviceName, namespace, port }) => [serviceName, namespace, port])).toEqual([
      ['my-app-v1', 'shop', 8080],
      ['my-app-v2', 'shop', 8080],
      ['my-app', 'shop', 8080],
    ]);
  });
});

test('fails where both versions are one', () => {
  expect(faults(chart => new CanaryPages(chart, 'Pages', { ...MINIMAL, canaryVersion: 'v1' }))).toMatchInlineSnapshot(
    `AMB311: found version "v1" as stable and as canary, expected two versions: a route could not tell them apart: give one of them another name`,
  );
});
