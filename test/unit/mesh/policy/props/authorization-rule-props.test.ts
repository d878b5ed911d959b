import { AuthorizationPolicy } from '../../../../../lib/mesh/policy/authorization-policy';
import type {
  Condition,
  ConnectionRule,
  ConnectionSource,
  RequestOperation,
  RequestRule,
  RequestSource,
} from '../../../../../lib/mesh/policy/authorization-rule';
import { built, showProps } from '../../../../support/show-props';

const PAGE = { namespace: 'shop', serviceAccountName: 'page' };
const SEARCH = { namespace: 'shop', serviceAccountName: 'search' };

const atConnections = <Part>(toRule: (part: Part) => ConnectionRule) =>
  built<Part>((chart, part) => {
    new AuthorizationPolicy(chart, 'Policy', { name: 'cart', namespace: 'app', rules: [toRule(part)] });
  });

const atRequests = <Part>(toRule: (part: Part) => RequestRule) =>
  built<Part>((chart, part) => {
    const targets = [{ kind: 'Gateway', name: 'waypoint', namespace: 'app' }] as const;
    new AuthorizationPolicy(chart, 'Policy', { name: 'cart', targets, rules: [toRule(part)] });
  });

const SOURCE = {
  identities: { identities: [PAGE] },
  'identities, beside principals': [{ principals: ['*/sa/probe'] }, { identities: [PAGE] }],
  notIdentities: { notIdentities: [SEARCH] },
  principals: { principals: ['cluster.local/ns/shop/*'] },
  notPrincipals: { notPrincipals: ['cluster.local/ns/shop/sa/search'] },
  namespaces: { namespaces: ['checkout'] },
  notNamespaces: { notNamespaces: ['sandbox'] },
  ipBlocks: { ipBlocks: ['10.0.0.0/8'] },
  notIpBlocks: { notIpBlocks: ['10.9.0.0/16'] },
} as const;

showProps<ConnectionSource>('ConnectionSource', {
  base: { namespaces: ['shop'] },
  makes: atConnections(source => ({ from: [source] })),
  examples: SOURCE,
});

showProps<RequestSource>('RequestSource', {
  base: { namespaces: ['shop'] },
  makes: atRequests(source => ({ from: [source] })),
  examples: {
    ...SOURCE,
    requestPrincipals: { requestPrincipals: ['https://login.example.com/*'] },
    notRequestPrincipals: { notRequestPrincipals: ['https://login.example.com/robot'] },
    remoteIpBlocks: { remoteIpBlocks: ['198.51.100.0/24'] },
    notRemoteIpBlocks: { notRemoteIpBlocks: ['198.51.100.7'] },
  },
});

showProps<RequestOperation>('RequestOperation', {
  base: { methods: ['GET'] },
  makes: atRequests(operation => ({ to: [operation] })),
  examples: {
    ports: { ports: [8080, 8443] },
    notPorts: { notPorts: [9090] },
    hosts: { hosts: ['*.example.com'] },
    notHosts: { notHosts: ['admin.example.com'] },
    methods: { methods: ['GET', 'HEAD'] },
    notMethods: { notMethods: ['DELETE'] },
    paths: { paths: ['/items/{*}'] },
    notPaths: { notPaths: ['/items/secret'] },
  },
});

showProps<ConnectionRule>('ConnectionRule', {
  base: {},
  makes: atConnections(rule => rule),
  examples: {
    from: { from: [{ identities: [PAGE] }, { ipBlocks: ['10.0.0.0/8'] }] },
    to: { to: [{ ports: [8080] }, { notPorts: [9090] }] },
    when: { when: [{ key: 'destination.port', values: ['8080'] }] },
  },
});

showProps<RequestRule>('RequestRule', {
  base: {},
  makes: atRequests(rule => rule),
  examples: {
    from: { from: [{ identities: [PAGE], requestPrincipals: ['*'] }] },
    to: { to: [{ methods: ['GET'] }, { ports: [8080], paths: ['/health'] }] },
    when: { when: [{ key: 'request.auth.claims[group]', values: ['admin'] }] },
  },
});

type Attribute = Condition<string>;

showProps<Attribute>('Condition', {
  base: { key: 'source.namespace', values: ['shop'] },
  makes: atRequests(condition => ({ when: [condition] })),
  examples: {
    key: { key: 'request.auth.claims[group]' },
    values: { values: ['shop', 'checkout'] },
    notValues: { notValues: ['sandbox'] },
  },
});
