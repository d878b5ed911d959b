import { formatFindings } from '../../../../lib/core/findings';
import { convertIngresses } from '../../../../scripts/migrate/ingress/convert';
import { readManifests } from '../../../../scripts/migrate/manifest';
import { toManifests } from '../../../../scripts/migrate/output/manifests';
import { type IngressOptions, NGINX, pathTo, toIngress } from './one-ingress';

const GATEWAY = { name: 'front', namespace: 'edge', section: 'http', httpsSection: 'https' };

/** Routes as `NAME of HOSTS at LISTENERS`, and what is said of them. */
function migrate(...ingresses: IngressOptions[]) {
  const text = ingresses.map(options => JSON.stringify(toIngress(options))).join('\n---\n');
  const { routes, affinities, remarks } = convertIngresses(readManifests(text, 'a.yaml').manifests, GATEWAY);
  const said = formatFindings(remarks.findings.filter(({ level }) => level !== 'info'));
  const at = routes.map(({ name, hostnames = ['every host'], sections }) => `${name} of ${hostnames} at ${sections}`);
  return { routes, affinities, remarks, said, at };
}

describe('TLS is a matter of the host', () => {
  const withTls: IngressOptions = { name: 'a', spec: { tls: [{ hosts: ['a.example'], secretName: 'a' }] } };

  test('what one Ingress says of it holds for the paths of another, with one redirect for both', () =>
    expect(migrate(withTls, { name: 'b', paths: [pathTo('t', '/api')] }).at).toEqual([
      'a of a.example at https',
      'a-to-https of a.example at http',
      'b of a.example at https',
    ]));

  test('a name with a wildcard is for the hosts of its own Ingress that it fits', () =>
    expect(
      migrate(
        { name: 'a', hosts: ['x.example', 'x.y.example'], spec: { tls: [{ hosts: ['*.example'], secretName: 'a' }] } },
        { name: 'b', hosts: ['z.example'] },
      ).at,
    ).toEqual([
      'a of x.example at https',
      'a-to-https of x.example at http',
      'a-x-y-example of x.y.example at http',
      'b of z.example at http',
    ]));

  test.each([
    [{}, ['one of a.example at http']],
    [{ 'ssl-redirect': 'true' }, ['one of a.example at http']],
    [{ 'force-ssl-redirect': 'True' }, ['one of a.example at https', 'one-to-https of a.example at http']],
  ])('without it %j leads to %j', (settings, expected) => {
    const annotations = Object.fromEntries(Object.entries(settings).map(([name, value]) => [NGINX + name, value]));
    expect(migrate({ annotations }).at).toEqual(expected);
  });

  test.each(['false', 'F', '0'])('ssl-redirect: %s keeps plain HTTP', value => {
    const annotations = { [`${NGINX}ssl-redirect`]: value };
    expect(migrate({ ...withTls, annotations }).at).toEqual(['a of a.example at http,https']);
  });
});

test('twenty hosts are two routes, since a route takes sixteen', () => {
  const hosts = Array.from({ length: 20 }, (_, index) => `h${index}.example`);
  expect(migrate({ hosts }).routes.map(({ name, hostnames }) => [name, hostnames?.length])).toEqual([
    ['one', 16],
    ['one-h16-example', 4],
  ]);
});

test('an empty host is every host', () => expect(migrate({ hosts: [''] }).at).toEqual(['one of every host at http']));

test('names that look alike when namespace and name are joined stay apart', () => {
  const { routes, affinities, remarks } = migrate(
    { namespace: 'shop', name: 'a-b' },
    { namespace: 'shop-a', name: 'b', hosts: ['b.example'] },
    { namespace: 'shop', name: 's-sticky', hosts: ['c.example'], annotations: { [`${NGINX}affinity`]: 'cookie' } },
  );
  const { yaml } = toManifests({ routes, affinities, remarks }, GATEWAY);
  expect(yaml.match(/^kind: .*/gm)).toEqual([...Array(3).fill('kind: HTTPRoute'), 'kind: DestinationRule']);
});

describe('a canary', () => {
  const canary = (settings: Record<string, string>): IngressOptions => ({
    name: 'canary',
    paths: [pathTo('next')],
    annotations: Object.fromEntries(
      Object.entries({ canary: 'true', ...settings }).map(([name, value]) => [NGINX + name, value]),
    ),
  });
  const rulesOf = (settings: Record<string, string>) =>
    migrate({}, canary(settings)).routes.flatMap(({ rules }) =>
      rules.map(({ backends = [], matches = [] }) => [
        backends.map(({ backend, weight }) => `${backend.serviceName}${weight === undefined ? '' : ` ${weight}`}`),
        matches.flatMap(({ headers = [] }) => headers.map(({ name, value }) => `${name}: ${value}`)),
      ]),
    );

  test.each([
    [{ 'canary-weight': '10' }, [[['s 90', 'next 10'], []]]],
    [{ 'canary-weight': '1', 'canary-weight-total': '1000' }, [[['s 999', 'next 1'], []]]],
    // the controller minds no total below 100
    [{ 'canary-weight': '1', 'canary-weight-total': '10' }, [[['s 99', 'next 1'], []]]],
    [{ 'canary-weight': '300' }, [[['s 0', 'next 100'], []]]],
    [{ canary: 'T', 'canary-weight': '5' }, [[['s 95', 'next 5'], []]]],
    [
      { 'canary-by-header': 'x-next' },
      [
        [['s'], []],
        [['next'], ['x-next: always']],
      ],
    ],
    [
      { 'canary-by-header': 'x-next', 'canary-weight': '5' },
      [
        [['s 95', 'next 5'], []],
        [['next'], ['x-next: always']],
        [['s'], ['x-next: never']],
      ],
    ],
    [
      { 'canary-by-header': 'x-next', 'canary-by-header-value': 'yes', 'canary-weight': '5' },
      [
        [['s 95', 'next 5'], []],
        [['next'], ['x-next: yes']],
      ],
    ],
  ])('with %j', (settings, expected) => expect(rulesOf(settings)).toEqual(expected));

  test('beside affinity loses what keeps clients with their version', () =>
    expect(
      migrate({ annotations: { [`${NGINX}affinity`]: 'cookie' } }, canary({ 'canary-weight': '10' })).said,
    ).toMatchInlineSnapshot(`
1 warning

warning AMB771 at a.yaml:3
  found a share of requests beside affinity by cookie INGRESSCOOKIE
  expected clients that stay with their version; the gateway draws it anew for each request, and keeps the pod within it
  cure: send chosen clients to the canary by a header, or leave out the affinity meanwhile
`));
});

test('fails with a path that two Ingresses have', () =>
  expect(migrate({}, { name: 'two', paths: [pathTo('t'), pathTo('t', '/own')] }).said).toMatchInlineSnapshot(`
1 error

error AMB770 at a.yaml:3
  found a.example/, which is in Ingress shop/one too
  expected one Ingress for each path of a host: it is left to chance which of two routes of one age is taken
  cure: take the path out of one of them; the controller took the one of the older Ingress
`));

test('fails with two cookies for one Service, and writes the first', () => {
  const sticky = (name: string, cookie: string): IngressOptions => ({
    name,
    hosts: [`${name}.example`],
    annotations: { [`${NGINX}affinity`]: 'cookie', [`${NGINX}session-cookie-name`]: cookie },
  });
  const { affinities, said } = migrate(sticky('a', 'one'), sticky('b', 'one'), sticky('c', 'two'));
  expect(affinities.map(({ cookie }) => cookie)).toEqual(['one']);
  expect(said).toMatchInlineSnapshot(`
1 error

error AMB760 at a.yaml:5
  found cookie two for 0s for Service shop/s, which has one for 0s by Ingress shop/a
  expected one cookie for each Service: there is one DestinationRule for each
  cure: choose one of the two, or add a second Service for the same pods
`);
});

test('says of paths that another Ingress of the host made expressions', () =>
  expect(
    migrate(
      {
        annotations: { [`${NGINX}rewrite-target`]: '/$2' },
        paths: [pathTo('s', '/a(/|$)(.*)', 'ImplementationSpecific')],
      },
      { name: 'two', paths: [pathTo('t', '/own', 'Exact')] },
      { name: 'elsewhere', hosts: ['b.example'], paths: [pathTo('t', '/own', 'Exact')] },
      { name: 'whole', paths: [pathTo('t')] },
    ).said,
  ).toMatchInlineSnapshot(`
1 warning

warning AMB756 at a.yaml:3
  found a.example/own beside use-regex or rewrite-target of Ingress shop/one
  expected paths as they are written; the controller took every path of that host for the beginning of one, in either case
  cure: check requests such as PATHmore and /Path
`));
