import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bookinfo } from '../../../../lib/app/bookinfo/bookinfo';
import { HttpEcho } from '../../../../lib/app/http-echo';
import { AmbientNetworkPolicy } from '../../../../lib/app/network-policy';
import { ObjectIndex } from '../../../../lib/core/object-index';
import { Gateway } from '../../../../lib/gateway/gateway';
import { HttpRoute } from '../../../../lib/gateway/http-route';
import { canary } from '../../../../lib/gateway/weighted-backend';
import { Namespace } from '../../../../lib/mesh/namespace';
import { PeerAuthentication } from '../../../../lib/mesh/peer-authentication';
import { AuthorizationPolicy, DefaultDeny } from '../../../../lib/mesh/policy/authorization-policy';
import { serviceTarget } from '../../../../lib/mesh/policy/target';
import { ServiceEntry } from '../../../../lib/mesh/service-entry';
import { Waypoint } from '../../../../lib/mesh/waypoint';
import { App } from '../../../../lib/rules/app';
import { DEFAULT_TOPOLOGY, TOPOLOGIES } from '../../../../lib/topologies';
import { toDiagram } from '../../../../scripts/diagram/diagram';
import { Graph } from '../../../../scripts/diagram/graph';
import { replaceBlock } from '../../../../scripts/diagram/readme';
import { synthesize } from '../../../support/synthesize';

const README = join(__dirname, '..', '..', '..', '..', 'README.md');

async function diagramOf(topology: string): Promise<string> {
  const app = new App();
  (await TOPOLOGIES[topology]())(app);
  return toDiagram(app.synthesized().index);
}

const draw = (build: Parameters<typeof synthesize>[0]) =>
  toDiagram(new ObjectIndex(synthesize(build).map(object => ({ object, path: '', chart: '' }))));

test('README.md shows the diagram of the default topology', async () => {
  const text = readFileSync(README, 'utf8');
  expect(replaceBlock(text, await diagramOf(DEFAULT_TOPOLOGY))).toBe(text);
});

test.each(Object.keys(TOPOLOGIES))('%s has arrows between nodes that are there, and no node twice', async topology => {
  const diagram = await diagramOf(topology);
  const nodes = [...diagram.matchAll(/^ +(\w+)[[({]+/gm)].map(([, id]) => id).filter(id => id !== 'subgraph');
  const ends = [...diagram.matchAll(/^ {2}(\w+) (?:-->|-\.->|-\.-x).* (\w+)$/gm)].flatMap(([, from, to]) => [from, to]);
  expect(nodes).toEqual([...new Set(nodes)]);
  expect(ends.length).toBeGreaterThan(0);
  expect(ends.filter(id => !nodes.includes(id))).toEqual([]);
});

test('waypoints, weights, matches, redirects, policies and what is outside are drawn', () => {
  const diagram = draw(chart => {
    new PeerAuthentication(chart, 'Mtls', { namespace: 'istio-system' });
    new Namespace(chart, 'Edge', { name: 'edge' });
    const namespace = new Namespace(chart, 'Namespace', { name: 'book' });
    new AmbientNetworkPolicy(chart, 'Network', { namespace: 'book' });
    const gateway = new Gateway(chart, 'Gateway', {
      name: 'front',
      namespace: 'edge',
      listeners: [
        { name: 'http', protocol: 'HTTP', port: 80, hostname: 'book.example.com' },
        { name: 'plain', protocol: 'HTTP', port: 81 },
      ],
      exposure: { type: 'LoadBalancer', address: '10.0.0.7' },
    });
    const { productpage, reviews, ratings } = new Bookinfo(chart, 'Bookinfo', { namespace: 'book' });
    new Waypoint(chart, 'Waypoint', { namespace: 'book' }).enrol(namespace);
    new HttpRoute(chart, 'Route', {
      name: 'book',
      gateway,
      sectionName: 'http',
      hostnames: ['book.example.com'],
      rules: [
        { pathPrefix: '/productpage', backends: [{ backend: productpage }] },
        {
          matches: [{ path: { type: 'Exact', value: '/login' }, method: 'POST' }],
          backends: [{ backend: productpage }],
        },
      ],
    });
    new HttpRoute(chart, 'Redirect', {
      name: 'to-https',
      namespace: 'book',
      gateway,
      sectionName: 'plain',
      rules: [{ requestRedirect: { scheme: 'https' } }],
    });
    const { v1, v3 } = reviews.versions;
    if (v1 === undefined || v3 === undefined) throw new Error('no versions');
    new HttpRoute(chart, 'Canary', { name: 'reviews', service: reviews, rules: [{ backends: canary(v1, v3, 10) }] });
    new DefaultDeny(chart, 'Deny', { namespace: 'book' });
    new AuthorizationPolicy(chart, 'Page', {
      name: 'page',
      targets: [serviceTarget(productpage)],
      rules: [{ from: [{ principals: ['*/ns/edge/sa/front-istio'] }], to: [{ methods: ['GET'], paths: ['/x"*'] }] }],
    });
    new AuthorizationPolicy(chart, 'Ratings', {
      name: 'ratings',
      namespace: 'book',
      selector: ratings.labels,
      rules: [{ from: [{ identities: [reviews] }, { namespaces: ['audit'] }], to: [{ ports: [9080] }] }],
    });
    new AuthorizationPolicy(chart, 'NoAudit', {
      name: 'no-audit',
      namespace: 'book',
      action: 'DENY',
      selector: ratings.labels,
      rules: [{ from: [{ namespaces: ['audit'] }] }],
    });
    new ServiceEntry(chart, 'Out', {
      name: 'isbn',
      namespace: 'book',
      hosts: ['isbn.example.org'],
      ports: [{ name: 'https', number: 443, protocol: 'TLS' }],
    });
  });
  expect(diagram).toMatchSnapshot();
});

test('a waypoint that is not up, a backend that is not there and a namespace outside of the mesh are told', () => {
  const diagram = draw(chart => {
    new Namespace(chart, 'Fruit', { name: 'fruit', labels: { 'istio.io/use-waypoint': 'nobody' } });
    new Namespace(chart, 'Edge', { name: 'edge', mesh: 'none' });
    const gateway = new Gateway(chart, 'Gateway', {
      name: 'front',
      namespace: 'edge',
      listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
      exposure: { type: 'ClusterIP' },
    });
    const apple = new HttpEcho(chart, 'Apple', { name: 'apple', namespace: 'fruit' });
    const missing = { serviceName: 'pear', namespace: 'fruit', port: 80 };
    new HttpRoute(chart, 'Route', { name: 'fruit', gateway, rules: [{ backends: canary(apple, missing, 50) }] });
  });
  expect(diagram).toMatchSnapshot();
});

test('nodes whose namespace and name look alike when they are joined stay apart', () => {
  const graph = new Graph();
  const nodes = [
    { kind: 'service', namespace: 'a-b', name: 'c', lines: [] },
    { kind: 'service', namespace: 'a', name: 'b-c', lines: [] },
  ] as const;
  const ids = nodes.map(node => graph.node(node));
  expect(ids).toEqual(['service_a_b_c', 'service_a_b_c_2']);
  expect(nodes.map(({ kind, namespace, name }) => graph.find(kind, namespace, name))).toEqual(ids);
  expect(nodes.map(node => graph.node(node))).toEqual(ids);
  expect(graph.nodes).toHaveLength(2);
});
