import type { Chart } from 'cdk8s';
import { Waypoint, type WaypointProps } from '../../../../lib/mesh/waypoint';
import { AmbientSystem, type SystemWaypointProps } from '../../../../lib/stacks/system';
import { built, showProps } from '../../../support/show-props';

const REQUESTS = { cpu: '50m', memory: '64Mi' };

const BASE: WaypointProps = { namespace: 'app' };

const EXAMPLES = {
  namespace: { namespace: 'shop' },
  name: { name: 'shop-waypoint' },
  waypointFor: { waypointFor: 'all' },
  labels: { labels: { 'istio.io/rev': 'canary' } },
  infrastructureLabels: { infrastructureLabels: { team: 'shop' } },
  infrastructureAnnotations: { infrastructureAnnotations: { 'example.com/team': 'shop' } },
  replicas: { replicas: 2 },
  autoscaling: { autoscaling: { minReplicas: 2, maxReplicas: 5, averageUtilization: 60 } },
  minAvailable: [{ replicas: 3 }, { minAvailable: 2 }],
  resources: { resources: { requests: REQUESTS } },
  'resources.requests': [{ resources: { requests: REQUESTS } }, { resources: { requests: { cpu: '100m' } } }],
  'resources.limits': [
    { resources: { requests: REQUESTS } },
    { resources: { requests: REQUESTS, limits: { cpu: '1' } } },
  ],
} as const;

showProps<WaypointProps>('WaypointProps', {
  base: BASE,
  makes: built((chart, props) => new Waypoint(chart, 'Waypoint', props)),
  examples: EXAMPLES,
});

/** Stands for a page, which has to be of the same app as the waypoint. */
const PAGES: SystemWaypointProps['enrol'] = [];

function addWaypoint(chart: Chart, { enrol, ...props }: SystemWaypointProps): void {
  const system = new AmbientSystem(chart);
  const page = system.addEchoPage({ name: 'page', namespace: 'app', text: 'a' });
  system.addWaypoint({ ...props, enrol: enrol === PAGES ? [page] : enrol });
}

showProps<SystemWaypointProps>('SystemWaypointProps', {
  base: BASE,
  makes: built(addWaypoint),
  examples: {
    ...EXAMPLES,
    enrol: { enrol: PAGES },
    'enrol, of pods': [{ waypointFor: 'workload' }, { enrol: PAGES }],
    ingressUseWaypoint: { ingressUseWaypoint: true },
  },
});
