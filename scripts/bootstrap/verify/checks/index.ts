import type { Check } from '../check';
import { certificates } from './certificates';
import { components } from './components';
import { discovery } from './discovery';
import { gateways } from './gateways';
import { identities } from './identities';
import { membership } from './membership';
import { nodePorts } from './node-ports';
import { passthrough } from './passthrough';
import { plaintext } from './plaintext';
import { reachable } from './reachable';
import { routes } from './routes';
import { routing } from './routing';
import { sidecars } from './sidecars';
import { signing } from './signing';
import { sockets } from './sockets';
import { spread } from './spread';
import { sticky } from './sticky';
import { sync } from './sync';
import { waypoints } from './waypoints';
import { workloads } from './workloads';

/** Every check, from what the others rest on to what users see. */
export const CHECKS: readonly Check[] = [
  components,
  gateways,
  nodePorts,
  routes,
  waypoints,
  discovery,
  membership,
  sidecars,
  sync,
  workloads,
  signing,
  sockets,
  reachable,
  routing,
  spread,
  sticky,
  certificates,
  passthrough,
  identities,
  plaintext,
];
