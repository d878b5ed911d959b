import { Bookinfo, type BookinfoProps } from '../../../../lib/app/bookinfo/bookinfo';
import { faults, type KubernetesObject, synthesize, toYaml } from '../../../support/synthesize';

const bookinfo = (props: Partial<BookinfoProps> = {}) =>
  synthesize(chart => new Bookinfo(chart, 'Bookinfo', { namespace: 'bookinfo', ...props }));
const ofKind = (objects: KubernetesObject[], kind: string) => objects.filter(object => object.kind === kind);
const names = (objects: KubernetesObject[]) => objects.map(({ metadata }) => metadata.name);
const containers = (props: Partial<BookinfoProps> = {}) =>
  ofKind(bookinfo(props), 'Deployment').map(({ spec }) => spec.template.spec.containers[0]);

test('the sample is four services in six versions', () => {
  const objects = bookinfo();
  expect(names(ofKind(objects, 'ServiceAccount'))).toEqual([
    'bookinfo-details',
    'bookinfo-ratings',
    'bookinfo-reviews',
    'bookinfo-productpage',
  ]);
  expect(names(ofKind(objects, 'Deployment'))).toEqual([
    'details-v1',
    'ratings-v1',
    'reviews-v1',
    'reviews-v2',
    'reviews-v3',
    'productpage-v1',
  ]);
  expect(ofKind(objects, 'Service').map(({ metadata, spec }) => [metadata.name, spec.selector])).toEqual([
    ['details', { app: 'details' }],
    ['details-v1', { app: 'details', version: 'v1' }],
    ['ratings', { app: 'ratings' }],
    ['ratings-v1', { app: 'ratings', version: 'v1' }],
    ['reviews', { app: 'reviews' }],
    ['reviews-v1', { app: 'reviews', version: 'v1' }],
    ['reviews-v2', { app: 'reviews', version: 'v2' }],
    ['reviews-v3', { app: 'reviews', version: 'v3' }],
    ['productpage', { app: 'productpage' }],
    ['productpage-v1', { app: 'productpage', version: 'v1' }],
  ]);
});

test('reviews runs on a read-only root file system', () => {
  const reviews = bookinfo({ reviewsVersions: ['v2'] }).filter(({ metadata }) => metadata.labels?.app === 'reviews');
  expect(toYaml(reviews)).toMatchSnapshot();
});

describe('each prop shows', () => {
  test('namespace', () =>
    expect(new Set(bookinfo({ namespace: 'book' }).map(({ metadata }) => metadata.namespace))).toEqual(
      new Set(['book']),
    ));

  test('replicas', () =>
    expect(ofKind(bookinfo({ replicas: 2 }), 'Deployment').map(({ spec }) => spec.replicas)).toEqual(Array(6).fill(2)));

  test('reviewsVersions', () =>
    expect(names(ofKind(bookinfo({ reviewsVersions: ['v1', 'v3'] }), 'Deployment'))).toEqual([
      'details-v1',
      'ratings-v1',
      'reviews-v1',
      'reviews-v3',
      'productpage-v1',
    ]));

  test('hub and tag', () => {
    expect(containers()[0].image).toBe('docker.io/istio/examples-bookinfo-details-v1:1.20.3');
    expect(containers({ hub: 'example.com/mirror', tag: '1.20.4' })[3].image).toBe(
      'example.com/mirror/examples-bookinfo-reviews-v2:1.20.4',
    );
  });

  test('labels', () =>
    expect(bookinfo({ labels: { team: 'books' } }).every(({ metadata }) => metadata.labels?.team === 'books')).toBe(
      true,
    ));

  test('runAsUser, which the images name themselves', () => {
    expect(containers().some(({ securityContext }) => 'runAsUser' in securityContext)).toBe(false);
    expect(containers({ runAsUser: 1001 }).map(({ securityContext }) => securityContext.runAsUser)).toEqual(
      Array(6).fill(1001),
    );
  });
});

test('each service is a backend and a workload, and each version a backend', () => {
  synthesize(chart => {
    const { productpage, details, ratings, reviews } = new Bookinfo(chart, 'Bookinfo', { namespace: 'book' });
    expect([productpage, details, ratings, reviews].map(({ serviceName }) => serviceName)).toEqual([
      'productpage',
      'details',
      'ratings',
      'reviews',
    ]);
    expect(reviews).toMatchObject({
      namespace: 'book',
      port: 9080,
      serviceAccountName: 'bookinfo-reviews',
      labels: { app: 'reviews' },
    });
    expect(reviews.versions.v3).toEqual({ serviceName: 'reviews-v3', namespace: 'book', port: 9080 });
  });
});

test('fails with every fault of a Bookinfo at once', () => {
  const wrong: BookinfoProps = {
    namespace: 'book',
    replicas: 0,
    reviewsVersions: ['v1', 'v1'],
    tag: 'latest',
    hub: 'registry.istio.io/release',
  };
  expect(faults(chart => new Bookinfo(chart, 'Bookinfo', wrong))).toMatchInlineSnapshot(`
AMB303: found replicas 0, expected a whole number, 1 or more: set replicas to a positive whole number, or leave out the app

AMB312: found reviewsVersions [v1, v1], expected one of v1, v2 and v3 or more, each once: productpage asks for reviews: leave reviewsVersions out for all three, or name each once

AMB313: found tag "latest", expected a tag other than latest: otherwise the images change under a running system: write the version as the tag, as in '1.20.3'

AMB110: found hub registry.istio.io/release, expected a registry that lasts: this one is switched off in December 2026: use docker.io/istio, or a mirror of it
`);
});
