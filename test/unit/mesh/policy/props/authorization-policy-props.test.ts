import type { Identity, Workload } from '../../../../../lib/mesh/identity';
import {
  AuthorizationPolicy,
  type ConnectionPolicyProps,
  DefaultDeny,
  type DefaultDenyProps,
  type RequestPolicyProps,
} from '../../../../../lib/mesh/policy/authorization-policy';
import { EVERY_WAYPOINT, type PolicyTarget } from '../../../../../lib/mesh/policy/target';
import { resolveMesh } from '../../../../../lib/mesh/spec';
import { built, showProps } from '../../../../support/show-props';

const PROD = resolveMesh({ meshConfig: { trustDomain: 'prod.example.com', rootNamespace: 'mesh-policy' } });

const PAGE: Identity = { namespace: 'shop', serviceAccountName: 'page' };
const FROM_PAGE = [{ from: [{ identities: [PAGE] }] }];
const CART: Partial<ConnectionPolicyProps> = { rules: [{ to: [{ ports: [8080] }] }] };

showProps<ConnectionPolicyProps>('ConnectionPolicyProps', {
  base: { name: 'cart', namespace: 'app', rules: FROM_PAGE },
  makes: built((chart, props) => new AuthorizationPolicy(chart, 'Policy', props)),
  examples: {
    name: { name: 'clients-of-cart' },
    namespace: { namespace: 'istio-system' },
    selector: { selector: { app: 'cart' } },
    action: { action: 'DENY' },
    rules: CART,
    'rules, none of them': { rules: [] },
    mesh: { mesh: PROD },
  },
});

const WAYPOINT: PolicyTarget = { kind: 'Gateway', name: 'waypoint', namespace: 'app' };
const READ = [{ to: [{ methods: ['GET'] }] }];

showProps<RequestPolicyProps>('RequestPolicyProps', {
  base: { name: 'cart', targets: [WAYPOINT], rules: READ },
  makes: built((chart, props) => new AuthorizationPolicy(chart, 'Policy', props)),
  examples: {
    name: { name: 'requests-for-cart' },
    targets: { targets: [{ kind: 'Service', name: 'cart', namespace: 'shop' }] },
    namespace: [
      { targets: [EVERY_WAYPOINT], namespace: 'istio-system' },
      { namespace: 'mesh-policy', mesh: PROD },
    ],
    action: { action: 'AUDIT' },
    provider: [{ action: 'CUSTOM' }, { provider: 'opa' }],
    rules: { rules: [{ to: [{ methods: ['GET'], paths: ['/items/*'] }] }] },
    'rules, none of them': { rules: [] },
    mesh: [{ rules: FROM_PAGE }, { mesh: PROD }],
    'mesh, its root namespace': [{ targets: [EVERY_WAYPOINT], namespace: 'mesh-policy' }, { mesh: PROD }],
  },
});

showProps<DefaultDenyProps>('DefaultDenyProps', {
  base: { namespace: 'app' },
  makes: built((chart, props) => new DefaultDeny(chart, 'DefaultDeny', props)),
  examples: { namespace: { namespace: 'istio-system' }, name: { name: 'deny-all' } },
});

showProps<Identity>('Identity', {
  base: PAGE,
  makes: built((chart, client) => {
    new AuthorizationPolicy(chart, 'Policy', {
      name: 'cart',
      namespace: 'app',
      rules: [{ from: [{ identities: [client] }] }],
    });
  }),
  examples: { namespace: { namespace: 'checkout' }, serviceAccountName: { serviceAccountName: 'front' } },
});

showProps<Workload>('Workload', {
  base: { ...PAGE, labels: { app: 'page' } },
  makes: built((chart, page) => {
    const { namespace, labels: selector } = page;
    new AuthorizationPolicy(chart, 'Itself', {
      name: 'page',
      namespace,
      selector,
      rules: [{ from: [{ identities: [page] }] }],
    });
  }),
  examples: {
    namespace: { namespace: 'checkout' },
    serviceAccountName: { serviceAccountName: 'front' },
    labels: { labels: { app: 'front' } },
  },
});
