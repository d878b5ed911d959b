import {
  gateway,
  grant,
  http,
  manifest,
  namespace,
  route,
  service,
  waypoint,
  web,
} from '../../../support/gateway-yaml';
import { verdictOf } from '../../../support/manifests';

const parent = { name: 'g', namespace: 'edge' };
const selected = { allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { env: 'prod' } } } } };

/** What the only parent of route `app/r` says. */
const said = (text: string, kind = 'HTTPRoute') => verdictOf(text, kind, 'r')?.parents?.map(each => each.conditions)[0];
const accepted = (text: string, kind?: string) => said(text, kind)?.Accepted?.[1];
const resolved = (text: string, kind?: string) => said(text, kind)?.ResolvedRefs?.[1];
/** Route `app/r` of a Gateway with these listeners. */
const attach = (listeners: readonly object[], reference: object = {}, spec: object = {}, kind = 'HTTPRoute') =>
  [gateway('edge/g', listeners), service('app/web'), route(kind, 'app/r', [{ ...parent, ...reference }], spec)].join(
    '',
  );

describe('the attachment of a route', () => {
  it('needs the section and the port that it names', () => {
    expect(accepted(attach([http('a')], { sectionName: 'b' }))).toBe('NoMatchingParent');
    expect(accepted(attach([http('a')], { port: 81 }))).toBe('NoMatchingParent');
    expect(accepted(attach([http('a')], { sectionName: 'a', port: 80 }))).toBe('Accepted');
  });

  it.each([
    ['*.test', 'a.b.test', 'Accepted'],
    ['*.b.test', '*.test', 'Accepted'],
    ['*.test', '*.b.test', 'Accepted'],
    ['b.test', '*.b.test', 'NoMatchingListenerHostname'],
    ['*.b.test', 'b.test', 'NoMatchingListenerHostname'],
  ])('of host name %s at a listener with %s', (own, ofListener, reason) => {
    expect(accepted(attach([http('a', { hostname: ofListener })], {}, { hostnames: [own] }))).toBe(reason);
  });

  it('tells of a listener that does not allow it before one whose host name differs, and of that before a section', () => {
    const closed = http('closed', { hostname: 'a.test', allowedRoutes: { namespaces: { from: 'Same' } } });
    const other = http('other', { hostname: 'b.test' });
    const section = http('section', { port: 81 });
    expect(accepted(attach([section, other, closed], { port: 80 }, { hostnames: ['a.test'] }))).toBe(
      'NotAllowedByListeners',
    );
    expect(accepted(attach([section, other], { port: 80 }, { hostnames: ['a.test'] }))).toBe(
      'NoMatchingListenerHostname',
    );
  });

  it('by a selector minds the labels of the namespace, and the name that every namespace has as a label', () => {
    const byName = {
      selector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['app'] }] },
    };
    const named = { allowedRoutes: { namespaces: { from: 'Selector', ...byName } } };
    expect(accepted(namespace('app', { env: 'prod' }) + attach([http('a', selected)]))).toBe('Accepted');
    expect(accepted(namespace('app', { env: 'dev' }) + attach([http('a', selected)]))).toBe('NotAllowedByListeners');
    expect(accepted(attach([http('a', named)]))).toBe('Accepted');
  });

  it('is from everywhere where a selector is asked for and none given', () => {
    expect(accepted(attach([http('a', { allowedRoutes: { namespaces: { from: 'Selector' } } })]))).toBe('Accepted');
  });

  it('needs a kind that suits the listener', () => {
    const rules = [{ backendRefs: [web] }];
    expect(accepted(attach([http('a')], {}, { rules }, 'GRPCRoute'), 'GRPCRoute')).toBe('Accepted');
    expect(accepted(attach([http('a')], {}, { rules }, 'TCPRoute'), 'TCPRoute')).toBe('NotAllowedByListeners');
  });

  it('counts once for a listener, however many references meet it', () => {
    const listeners = [http('a'), http('b', { port: 81 })];
    const references = [
      { ...parent, sectionName: 'a' },
      { ...parent, sectionName: 'a', port: 80 },
      { ...parent, sectionName: 'b' },
    ];
    const text = `${gateway('edge/g', listeners)}${service('app/web')}${route('HTTPRoute', 'app/r', references.slice(1))}`;
    const verdict = verdictOf(text, 'Gateway', 'g');
    expect([verdict?.listeners?.a?.attachedRoutes, verdict?.listeners?.b?.attachedRoutes]).toEqual([1, 1]);
  });

  it('goes unclaimed where the Gateway is not there, is a waypoint, or is of another class', () => {
    const unclaimed = [
      route('HTTPRoute', 'app/r', [parent]),
      waypoint('edge/g') + route('HTTPRoute', 'app/r', [parent]),
      gateway('edge/g', [http('a')], { gatewayClassName: 'other' }) + route('HTTPRoute', 'app/r', [parent]),
    ];
    for (const text of unclaimed) expect(verdictOf(text, 'HTTPRoute', 'r')?.parents).toEqual([]);
  });

  it('keeps the order of istiod, which does not depend on that of the references', () => {
    const service_ = { group: '', kind: 'Service', name: 'web' };
    const verdict = (references: readonly object[]) =>
      verdictOf(
        gateway('edge/g', [http('a')]) + service('app/web') + route('HTTPRoute', 'app/r', references),
        'HTTPRoute',
        'r',
      );
    expect(verdict([service_, parent])).toEqual(verdict([parent, service_]));
    expect(verdict([service_, parent])?.parents?.map(({ parentRef }) => parentRef.kind)).toEqual([
      'Gateway',
      'Service',
    ]);
  });

  it('to a service that a waypoint of another controller serves is left to that', () => {
    const foreign = manifest('gateway.networking.k8s.io/v1', 'GatewayClass', 'other', {
      spec: { controllerName: 'a.test/x' },
    });
    const text = [
      foreign,
      waypoint('app/w', {}, {}, { gatewayClassName: 'other' }),
      service('app/web', { 'istio.io/use-waypoint': 'w' }),
      route('HTTPRoute', 'app/r', [{ group: '', kind: 'Service', name: 'web' }]),
    ].join('');
    expect(verdictOf(text, 'HTTPRoute', 'r')?.parents).toEqual([]);
  });
});

describe('the references of a route', () => {
  const to = (backend: object, objects = '', kind = 'HTTPRoute', rule: object = {}) =>
    objects + attach([http('a')], {}, { rules: [{ backendRefs: [backend], ...rule }] }, kind);

  it.each([
    ['a Service that is not there', { name: 'none', port: 80 }, 'BackendNotFound'],
    ['a port that its Service lacks', { name: 'web', port: 81 }, 'ResolvedRefs'],
    ['a kind that is not known', { group: 'a.test', kind: 'Bucket', name: 'b', port: 80 }, 'InvalidKind'],
    [
      'a kind that is not known elsewhere',
      { group: 'a.test', kind: 'Bucket', name: 'b', namespace: 'far' },
      'RefNotPermitted',
    ],
    ['a host name for a Service', { name: 'web.app', port: 80 }, 'InvalidDestination'],
    ['a Service elsewhere', { name: 'web', port: 80, namespace: 'far' }, 'RefNotPermitted'],
    ['a Service that is not there, without weight', { name: 'none', port: 80, weight: 0 }, 'ResolvedRefs'],
    [
      'the host name of a Service',
      { group: 'networking.istio.io', kind: 'Hostname', name: 'web.app.svc.cluster.local', port: 80 },
      'ResolvedRefs',
    ],
    [
      'a host name of none',
      { group: 'networking.istio.io', kind: 'Hostname', name: 'web.far.svc.cluster.local', port: 80 },
      'BackendNotFound',
    ],
  ])('to %s', (_, backend, reason) => {
    expect(resolved(to(backend, service('far/web')))).toBe(reason);
  });

  it.each([
    ['HTTPRoute', {}, 'ResolvedRefs'],
    ['HTTPRoute', { name: 'web' }, 'ResolvedRefs'],
    ['HTTPRoute', { name: 'db' }, 'RefNotPermitted'],
    ['GRPCRoute', {}, 'RefNotPermitted'],
  ])('elsewhere need a grant for %s to %j', (kind, name, reason) => {
    const permit = grant('far/grant', { kind, namespace: 'app' }, { kind: 'Service', ...name });
    expect(resolved(to({ name: 'web', port: 80, namespace: 'far' }, service('far/web') + permit))).toBe(reason);
  });

  it('need no grant in the mesh', () => {
    const rules = [{ backendRefs: [{ name: 'web', port: 80, namespace: 'far' }] }];
    const mesh = [{ group: '', kind: 'Service', name: 'web' }];
    expect(resolved(service('far/web') + service('app/web') + route('HTTPRoute', 'app/r', mesh, { rules }))).toBe(
      'ResolvedRefs',
    );
  });

  it('tell the last of several problems, unless one costs the whole route', () => {
    const missing = { name: 'none', port: 80 };
    const kind = { group: 'a.test', kind: 'Bucket', name: 'b', port: 80 };
    const dotted = { name: 'web.app', port: 80 };
    const rules = (...backends: readonly object[]) => ({ rules: backends.map(each => ({ backendRefs: [each] })) });
    expect(resolved(attach([http('a')], {}, rules(missing, kind)))).toBe('InvalidKind');
    expect(resolved(attach([http('a')], {}, rules(kind, missing)))).toBe('BackendNotFound');
    expect(resolved(attach([http('a')], {}, rules(dotted, missing)))).toBe('InvalidDestination');
  });

  it('of a filter that istiod does not know cost the whole route', () => {
    const filters = [{ type: 'ExtensionRef', extensionRef: { group: 'a.test', kind: 'Filter', name: 'f' } }];
    expect(resolved(to(web, '', 'HTTPRoute', { filters }))).toBe('InvalidFilter');
  });

  it('of a mirror are told, also where the backends are in order', () => {
    const filters = [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'none', port: 80 } } }];
    expect(resolved(to(web, '', 'HTTPRoute', { filters }))).toBe('BackendNotFound');
  });
});
