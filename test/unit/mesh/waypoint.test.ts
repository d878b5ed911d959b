import { ApiObject, type Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { leaveWaypoint } from '../../../lib/mesh/enrolment';
import { toPrincipal } from '../../../lib/mesh/identity';
import { Namespace } from '../../../lib/mesh/namespace';
import { Waypoint, type WaypointProps } from '../../../lib/mesh/waypoint';
import { faults, only, synthesize } from '../../support/synthesize';

const waypoint = (props: Partial<WaypointProps> = {}) =>
  synthesize(chart => new Waypoint(chart, 'Waypoint', { namespace: 'shop', ...props }));
const gateway = (props: Partial<WaypointProps> = {}) => only(waypoint(props), 'Gateway');

/** A Service and a Deployment, as an app has them. */
function app(chart: Chart, namespace = 'shop'): Construct {
  const made = new Construct(chart, `App-${namespace}`);
  new ApiObject(made, 'Service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart', namespace } });
  new ApiObject(made, 'Deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'cart', namespace },
    spec: { template: { metadata: { labels: { app: 'cart' } } } },
  });
  return made;
}

test('a waypoint without options serves requests to Services of its namespace', () => {
  expect(waypoint()).toEqual([
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'waypoint', namespace: 'shop', labels: { 'istio.io/waypoint-for': 'service' } },
      spec: {
        gatewayClassName: 'istio-waypoint',
        listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE', allowedRoutes: { namespaces: { from: 'Same' } } }],
      },
    },
  ]);
});

test('a waypoint is an identity of the mesh', () => {
  synthesize(chart => {
    const made = new Waypoint(chart, 'Waypoint', { name: 'wp', namespace: 'shop' });
    expect(toPrincipal(made)).toBe('cluster.local/ns/shop/sa/wp');
  });
});

describe('each prop shows', () => {
  test('name', () => expect(gateway({ name: 'wp' }).metadata.name).toBe('wp'));

  test.each(['service', 'workload', 'all', 'none'] as const)('waypointFor %s', waypointFor =>
    expect(gateway({ waypointFor }).metadata.labels).toEqual({ 'istio.io/waypoint-for': waypointFor }),
  );

  test('labels', () =>
    expect(gateway({ labels: { 'istio.io/rev': 'next' } }).metadata.labels).toEqual({
      'istio.io/waypoint-for': 'service',
      'istio.io/rev': 'next',
    }));

  test('infrastructureLabels and infrastructureAnnotations', () =>
    expect(
      gateway({ infrastructureLabels: { a: 'b' }, infrastructureAnnotations: { c: 'd' } }).spec.infrastructure,
    ).toEqual({
      labels: { a: 'b' },
      annotations: { c: 'd' },
    }));

  test('replicas, autoscaling, minAvailable and resources, in the ConfigMap that the Gateway names', () => {
    const objects = waypoint({ replicas: 2, minAvailable: 1, resources: { limits: { memory: '64Mi' } } });
    expect(only(objects, 'Gateway').spec.infrastructure.parametersRef).toEqual({
      group: '',
      kind: 'ConfigMap',
      name: 'waypoint-options',
    });
    expect(only(objects, 'ConfigMap').data).toEqual({
      deployment:
        'spec:\n  replicas: 2\n  template:\n    spec:\n      containers:\n        - name: istio-proxy\n          resources:\n            limits:\n              memory: 64Mi\n',
      podDisruptionBudget: 'spec:\n  minAvailable: 1\n',
    });
    expect(Object.keys(only(waypoint({ autoscaling: { minReplicas: 1, maxReplicas: 2 } }), 'ConfigMap').data)).toEqual([
      'horizontalPodAutoscaler',
    ]);
  });
});

describe('enrolled', () => {
  const enrolled = (build: (chart: Chart, made: Waypoint) => void, props: Partial<WaypointProps> = {}) =>
    synthesize(chart => build(chart, new Waypoint(chart, 'Waypoint', { namespace: 'shop', ...props })));
  const labels = (objects: ReturnType<typeof enrolled>, kind: string) => only(objects, kind).metadata.labels;

  test('a namespace carries the label', () => {
    const objects = enrolled((chart, made) => made.enrol(new Namespace(chart, 'Namespace', { name: 'shop' })));
    expect(labels(objects, 'Namespace')).toMatchObject({ 'istio.io/use-waypoint': 'waypoint' });
    expect(labels(objects, 'Namespace')).not.toHaveProperty('istio.io/use-waypoint-namespace');
  });

  test("an app's Services carry it, and its pods do not, where the waypoint is for services", () => {
    const objects = enrolled((chart, made) => made.enrol(app(chart)));
    expect(labels(objects, 'Service')).toEqual({ 'istio.io/use-waypoint': 'waypoint' });
    expect(only(objects, 'Deployment').spec.template.metadata.labels).toEqual({ app: 'cart' });
  });

  test("an app's pods carry it, and its Services do not, where the waypoint is for workloads", () => {
    const objects = enrolled((chart, made) => made.enrol(app(chart)), { waypointFor: 'workload' });
    expect(labels(objects, 'Service')).toBeUndefined();
    expect(only(objects, 'Deployment').spec.template.metadata.labels).toEqual({
      app: 'cart',
      'istio.io/use-waypoint': 'waypoint',
    });
  });

  test('both carry it where the waypoint is for all', () => {
    const objects = enrolled((chart, made) => made.enrol(app(chart)), { waypointFor: 'all' });
    expect(labels(objects, 'Service')).toEqual({ 'istio.io/use-waypoint': 'waypoint' });
    expect(only(objects, 'Deployment').spec.template.metadata.labels).toHaveProperty(['istio.io/use-waypoint']);
  });

  test('another namespace is named by the label and admitted by the listener', () => {
    const objects = enrolled((chart, made) => {
      made.enrol(app(chart, 'other'));
      made.enrol(app(chart, 'shop'));
    });
    expect(objects.find(({ metadata }) => metadata.namespace === 'other')?.metadata.labels).toEqual({
      'istio.io/use-waypoint': 'waypoint',
      'istio.io/use-waypoint-namespace': 'shop',
    });
    expect(only(objects, 'Gateway').spec.listeners[0].allowedRoutes.namespaces).toEqual({
      from: 'Selector',
      selector: {
        matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['other', 'shop'] }],
      },
    });
  });

  test('ingressUseWaypoint sends the requests of ingress gateways through it too', () => {
    const objects = enrolled((chart, made) => made.enrol(app(chart), { ingressUseWaypoint: true }));
    expect(labels(objects, 'Service')).toEqual({
      'istio.io/use-waypoint': 'waypoint',
      'istio.io/ingress-use-waypoint': 'true',
    });
  });

  test('and taken out again, a Service goes without the waypoint of its namespace', () => {
    const objects = enrolled(chart => leaveWaypoint(app(chart)));
    expect(labels(objects, 'Service')).toEqual({ 'istio.io/use-waypoint': 'none' });
  });
});

test('fails with every fault of a waypoint at once', () => {
  expect(
    faults(chart => {
      const made = new Waypoint(chart, 'Waypoint', {
        name: 'none',
        namespace: 'shop',
        waypointFor: 'namespace' as never,
        replicas: 0,
        autoscaling: { minReplicas: 3, maxReplicas: 2 },
        minAvailable: 3,
      });
      expect(made.kind).toBe('Gateway');
    }),
  ).toMatchInlineSnapshot(`
AMB160: found waypoint name "none", expected a name for a Service, at most 63 letters, digits and dashes, other than "none", which means no waypoint: rename the waypoint

AMB161: found waypointFor "namespace", expected one of: service, workload, all, none; istiod binds nothing to a waypoint for anything else: use service for requests to Services, and enrol the namespace with enrol(namespace)

AMB207: found replicas 0, expected 1 or more: set replicas to a positive whole number

AMB208: found replicas 0 and autoscaling, expected one of the two, since each undoes the other: remove replicas; the autoscaler keeps at least minReplicas

AMB209: found minReplicas 3, maxReplicas 2, expected minReplicas not above maxReplicas: exchange or widen the bounds

AMB210: found minAvailable 3 of 3 pods, expected fewer than the pods that always run, or no node can be drained: raise replicas (or minReplicas), or lower minAvailable
`);
});

test('fails where nothing can be enrolled', () => {
  const enrol = (waypointFor: WaypointProps['waypointFor']) =>
    faults(chart => {
      const made = new Waypoint(chart, 'Waypoint', { namespace: 'shop', waypointFor });
      made.enrol(new Construct(chart, 'Empty'));
    });
  expect(enrol('workload')).toMatchInlineSnapshot(
    `AMB162: found nothing to enrol in test/Empty, expected an object that a waypoint for "workload" can serve: Namespace, Pod, WorkloadEntry, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job: enrol a construct that holds one, after it was made, or change waypointFor`,
  );
  expect(enrol('none')).toMatchInlineSnapshot(
    `AMB162: found nothing to enrol in test/Empty, expected an object that a waypoint for "none" can serve: none: enrol a construct that holds one, after it was made, or change waypointFor`,
  );
});
