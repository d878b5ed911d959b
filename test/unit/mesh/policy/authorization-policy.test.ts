import {
  AuthorizationPolicy,
  type AuthorizationPolicyProps,
  DefaultDeny,
} from '../../../../lib/mesh/policy/authorization-policy';
import type { RequestRule } from '../../../../lib/mesh/policy/authorization-rule';
import { EVERY_WAYPOINT, serviceTarget } from '../../../../lib/mesh/policy/target';
import { resolveMesh } from '../../../../lib/mesh/spec';
import { Waypoint } from '../../../../lib/mesh/waypoint';
import { faults, only, synthesize } from '../../../support/synthesize';

const client = { namespace: 'web', serviceAccountName: 'frontend' };
const policy = (props: AuthorizationPolicyProps) =>
  only(
    synthesize(chart => new AuthorizationPolicy(chart, 'Policy', props)),
    'AuthorizationPolicy',
  );
const connections = (props: Partial<Extract<AuthorizationPolicyProps, { targets?: undefined }>> = {}) =>
  policy({ name: 'cart', namespace: 'shop', rules: [{ from: [{ identities: [client] }] }], ...props });
const TARGET = serviceTarget({ serviceName: 'cart', namespace: 'shop' });
const requests = (rule: RequestRule) => policy({ name: 'cart', targets: [TARGET], rules: [rule] }).spec.rules[0];

test('a policy about connections lets an identity in, by ztunnel', () => {
  expect(connections()).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: {
      action: 'ALLOW',
      rules: [{ from: [{ source: { principals: ['cluster.local/ns/web/sa/frontend'] } }] }],
    },
  });
});

test('a policy about requests is attached to what enforces it', () => {
  const rules = [{ to: [{ methods: ['GET'] }] }];
  expect(policy({ name: 'cart', targets: [TARGET], rules })).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: {
      action: 'ALLOW',
      targetRefs: [{ group: '', kind: 'Service', name: 'cart' }],
      rules: [{ to: [{ operation: { methods: ['GET'] } }] }],
    },
  });
});

test('a default deny lets nobody in', () => {
  expect(synthesize(chart => new DefaultDeny(chart, 'Deny', { namespace: 'shop' }))).toEqual([
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'allow-nothing', namespace: 'shop' },
      spec: {},
    },
  ]);
  const [named] = synthesize(chart => new DefaultDeny(chart, 'Deny', { namespace: 'shop', name: 'deny' }));
  expect(named.metadata.name).toBe('deny');
});

describe('each prop of a policy about connections shows', () => {
  test('selector', () =>
    expect(connections({ selector: { app: 'cart' } }).spec.selector).toEqual({ matchLabels: { app: 'cart' } }));

  test('action', () => expect(connections({ action: 'DENY' }).spec.action).toBe('DENY'));

  test('mesh, whose trust domain is in the principals', () => {
    const mesh = resolveMesh({ meshConfig: { trustDomain: 'example.com' } });
    expect(connections({ mesh }).spec.rules[0].from[0].source.principals).toEqual(['example.com/ns/web/sa/frontend']);
  });

  test('no rules, for nobody', () => expect(connections({ rules: [] }).spec).toEqual({ action: 'ALLOW' }));

  test('every part of a rule', () => {
    const source = {
      principals: ['cluster.local/ns/ops/sa/*'],
      notPrincipals: ['cluster.local/ns/ops/sa/x'],
      namespaces: ['web'],
      notNamespaces: ['old'],
      ipBlocks: ['10.0.0.0/8'],
      notIpBlocks: ['10.1.0.0/16'],
    };
    const rule = {
      from: [{ identities: [client], notIdentities: [{ ...client, serviceAccountName: 'old' }], ...source }],
      to: [{ ports: [8080], notPorts: [9090] }],
      when: [{ key: 'source.namespace' as const, values: ['web'], notValues: ['old'] }],
    };
    expect(connections({ rules: [rule] }).spec.rules[0]).toEqual({
      from: [
        {
          source: {
            ...source,
            principals: ['cluster.local/ns/web/sa/frontend', 'cluster.local/ns/ops/sa/*'],
            notPrincipals: ['cluster.local/ns/web/sa/old', 'cluster.local/ns/ops/sa/x'],
          },
        },
      ],
      to: [{ operation: { ports: ['8080'], notPorts: ['9090'] } }],
      when: [{ key: 'source.namespace', values: ['web'], notValues: ['old'] }],
    });
  });
});

describe('each prop of a policy about requests shows', () => {
  test('targets of every kind', () => {
    const objects = synthesize(chart => {
      const waypoint = new Waypoint(chart, 'Waypoint', { namespace: 'shop' });
      const entry = { kind: 'ServiceEntry', name: 'partner', namespace: 'shop' } as const;
      new AuthorizationPolicy(chart, 'Policy', { name: 'all', targets: [waypoint, TARGET, entry], rules: [{}] });
    });
    expect(only(objects, 'AuthorizationPolicy').spec.targetRefs).toEqual([
      { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' },
      { group: '', kind: 'Service', name: 'cart' },
      { group: 'networking.istio.io', kind: 'ServiceEntry', name: 'partner' },
    ]);
  });

  test('every waypoint of the mesh, from the root namespace', () => {
    const made = policy({ name: 'all', namespace: 'istio-system', targets: [EVERY_WAYPOINT], rules: [] });
    expect(made.spec.targetRefs).toEqual([
      { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'istio-waypoint' },
    ]);
  });

  test('action and provider', () => {
    const made = policy({ name: 'a', targets: [TARGET], action: 'CUSTOM', provider: 'oauth', rules: [{}] });
    expect(made.spec).toMatchObject({ action: 'CUSTOM', provider: { name: 'oauth' }, rules: [{}] });
    expect(policy({ name: 'a', targets: [TARGET], action: 'AUDIT', rules: [{}] }).spec.action).toBe('AUDIT');
  });

  test('every part of a rule', () => {
    const source = {
      requestPrincipals: ['*'],
      notRequestPrincipals: ['issuer/old'],
      remoteIpBlocks: ['192.0.2.0/24'],
      notRemoteIpBlocks: ['192.0.2.1'],
    };
    const operation = {
      hosts: ['a.example.com'],
      notHosts: ['b.example.com'],
      methods: ['GET'],
      notMethods: ['POST'],
      paths: ['/items/{*}'],
      notPaths: ['/admin*'],
    };
    const when = [{ key: 'request.headers[x-env]', values: ['prod'] }];
    expect(requests({ from: [source], to: [{ ...operation, ports: [80] }], when })).toEqual({
      from: [{ source }],
      to: [{ operation: { ...operation, ports: ['80'] } }],
      when,
    });
  });
});

test.each<[string, AuthorizationPolicyProps]>([
  ['where nothing is denied', { name: 'a', namespace: 'shop', action: 'DENY', rules: [] }],
  [
    'with parts that say nothing',
    { name: 'a', namespace: 'shop', rules: [{ from: [{}], to: [], when: [{ key: 'source.ip' }] }] },
  ],
  ['with a port that is none', { name: 'a', namespace: 'shop', rules: [{ to: [{ ports: [0] }] }] }],
  ['without the provider to ask', { name: 'a', targets: [TARGET], action: 'CUSTOM', rules: [{}] }],
  ['with a provider that nobody asks', { name: 'a', targets: [TARGET], provider: 'oauth', rules: [{}] }],
  ['with a selector for nothing', { name: 'a', namespace: 'shop', selector: {}, rules: [{}] }],
  ['with a target in another namespace', { name: 'a', namespace: 'web', targets: [TARGET], rules: [{}] }],
  [
    'with every waypoint outside the root namespace',
    { name: 'a', namespace: 'web', targets: [EVERY_WAYPOINT], rules: [{}] },
  ],
  ['with no target', { name: 'a', namespace: 'web', targets: [], rules: [{}] }],
])('fails %s', (_, props) => {
  expect(faults(chart => new AuthorizationPolicy(chart, 'Policy', props))).toMatchSnapshot();
});
