import { TOPOLOGIES } from '../../../../lib/topologies';
import { neededAddOns } from '../../../../scripts/bootstrap/add-ons/install';
import { ADD_ONS } from '../../../../scripts/bootstrap/add-ons/registry';
import { setsForUp } from '../../../../scripts/bootstrap/crds/needed';
import { checkSubscriptions } from '../../../../scripts/bootstrap/crds/subscriptions';
import { needsLoadBalancer } from '../../../../scripts/bootstrap/load-balancer/pool';
import { portMappingsOf } from '../../../../scripts/bootstrap/plan/node-ports';
import { planTopology } from '../../../../scripts/bootstrap/plan/plan';
import { secretsNeeded } from '../../../../scripts/bootstrap/tls/needed';
import { CHECKS } from '../../../../scripts/bootstrap/verify/checks';
import { appliedContext } from '../../../support/verify/applied';

/** What `up` and `verify` find in a topology. */
interface Known {
  /** Sets of definitions that are left to us. */
  readonly sets: readonly string[];
  readonly addOns?: readonly string[];
  /** Node port and port of the host, on kind. */
  readonly ports?: readonly string[];
  readonly loadBalancer?: true;
  /** Secrets that openssl makes, with the names of their certificates. */
  readonly secrets?: readonly string[];
  /** Whether only a cluster with Operator Lifecycle Manager will do. */
  readonly olm?: true;
  /** Checks that find something, besides those of every topology. */
  readonly checks: readonly string[];
}

const OURS = ['gateway-api/v1.6.1', 'istio/1.31.1'];
const HTTP = ['reachable', 'routing'];

/** Checks that every topology has something for. */
const ALWAYS = [
  ...['components', 'gateways', 'routes', 'membership', 'sidecars', 'sync', 'workloads', 'signing', 'sockets'],
  ...['identities', 'plaintext'],
];

const KNOWN: Readonly<Record<string, Known>> = {
  'intranet-internet': {
    sets: OURS,
    ports: ['31000=31000', '31001=31001'],
    checks: ['node-ports', ...HTTP, 'spread', 'sticky'],
  },
  'home-lab': {
    sets: OURS,
    addOns: ['cert-manager', 'metallb'],
    loadBalancer: true,
    checks: ['waypoints', ...HTTP, 'spread', 'certificates'],
  },
  'prototypes/01-http-gateways': { sets: OURS, checks: HTTP },
  'prototypes/02-gateway-per-namespace': { sets: OURS, checks: HTTP },
  'prototypes/03-https-openssl': {
    sets: OURS,
    secrets: ['book/bookinfo-tls for bookinfo.example.com', 'apple/apple-tls for apple.example.com'],
    checks: [...HTTP, 'certificates'],
  },
  'prototypes/04-https-cert-manager': {
    sets: OURS,
    addOns: ['cert-manager'],
    checks: [...HTTP, 'certificates'],
  },
  'prototypes/05-tls-passthrough': { sets: OURS, addOns: ['cert-manager'], checks: ['passthrough'] },
  'prototypes/06-tls-passthrough-namespace': { sets: OURS, addOns: ['cert-manager'], checks: ['passthrough'] },
  'prototypes/07-mixed-tls': {
    sets: OURS,
    addOns: ['cert-manager', 'metallb'],
    loadBalancer: true,
    checks: [...HTTP, 'certificates', 'passthrough'],
  },
  'shared-gateway': {
    sets: [],
    addOns: ['cert-manager', 'flux'],
    ports: ['30081=8081', '30444=8444'],
    checks: ['node-ports', 'waypoints', ...HTTP, 'spread', 'certificates'],
  },
  'openshift-bookinfo': {
    sets: ['gateway-api/v1.5.1'],
    addOns: ['sail-operator'],
    loadBalancer: true,
    olm: true,
    checks: ['waypoints', 'discovery', ...HTTP],
  },
};

test('every topology is known', () => expect(Object.keys(KNOWN)).toEqual(Object.keys(TOPOLOGIES)));

describe.each(Object.entries(KNOWN))('up and verify know %s', (name, known) => {
  const planned = planTopology(name, 'dist');

  it('by its definitions, add-ons, ports and keys', async () => {
    const plan = await planned;
    const { objects } = plan;
    expect({
      sets: setsForUp(plan),
      addOns: neededAddOns(ADD_ONS, objects).map(addOn => addOn.name),
      ports: portMappingsOf(objects).map(({ nodePort, hostPort }) => `${nodePort}=${hostPort}`),
      loadBalancer: needsLoadBalancer(plan),
      secrets: secretsNeeded(objects).map(one => `${one.namespace}/${one.name} for ${one.hostnames.join(', ')}`),
      olm: checkSubscriptions(objects, new Map()).length > 0,
    }).toEqual({ addOns: [], ports: [], loadBalancer: false, secrets: [], olm: false, ...known, checks: undefined });
  });

  it('by the checks that there is something for', async () => {
    const context = appliedContext(await planned);
    const found: string[] = [];
    for (const { id, run } of CHECKS) {
      const outcomes = await run(context).catch(() => ['it was tried']);
      if (outcomes.length > 0) found.push(id);
    }
    expect(found).toEqual(CHECKS.map(({ id }) => id).filter(id => [...ALWAYS, ...known.checks].includes(id)));
  });
});
