import { Kiali, type KialiProps } from '../../../lib/addons/kiali/kiali';
import { OlmSubscription, type OlmSubscriptionProps } from '../../../lib/addons/olm-subscription';
import { faults, only, synthesize, toYaml } from '../../support/synthesize';

const kiali = (props: KialiProps = {}) =>
  only(
    synthesize(chart => new Kiali(chart, 'Kiali', props)),
    'Kiali',
  );
const subscription = (props: Partial<OlmSubscriptionProps> = {}) =>
  synthesize(chart => new OlmSubscription(chart, 'Operator', { name: 'kiali', ...props }));

/**
 * Documented fields and what they hold: the CRD itself takes anything.
 * @see https://github.com/kiali/kiali-operator/blob/v2.29.0/crd-docs/crd/kiali.io_kialis.yaml
 */
const DOCUMENTED: Readonly<Record<string, string>> = {
  version: 'string',
  'auth.strategy': 'string',
  'deployment.cluster_wide_access': 'boolean',
  'deployment.discovery_selectors.default': 'array',
  'deployment.image_version': 'string',
  'deployment.ingress.enabled': 'boolean',
  'deployment.replicas': 'number',
  'deployment.resources': 'object',
  'deployment.view_only_mode': 'boolean',
  'external_services.grafana.enabled': 'boolean',
  'external_services.prometheus.url': 'string',
  'external_services.tracing.enabled': 'boolean',
};

/** The paths of a value down to what is documented as a whole. */
function paths(value: unknown, path = ''): [string, string][] {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (path in DOCUMENTED || !isMap) return [[path, Array.isArray(value) ? 'array' : typeof value]];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, path === '' ? key : `${path}.${key}`));
}

const EVERYTHING: KialiProps = {
  name: 'graph',
  namespace: 'mesh',
  login: 'openshift',
  mode: 'edit',
  prometheusUrl: 'http://thanos.monitoring:9091',
  namespaceLabels: { 'istio-discovery': 'enabled' },
  imageVersion: 'v2.30',
  ingress: 'disabled',
  replicas: 2,
};

test('a Kiali', () => expect(toYaml([kiali()])).toMatchSnapshot());
test('a Kiali with every prop', () => expect(toYaml([kiali(EVERYTHING)])).toMatchSnapshot());

test('every field is a documented one of its type, and every documented one is reached by a prop', () =>
  expect(Object.fromEntries(paths(kiali(EVERYTHING).spec))).toEqual(DOCUMENTED));

test('a Kiali on OpenShift has a Route if ingress is enabled', () =>
  expect(kiali({ ingress: 'enabled' }).spec.deployment.ingress).toEqual({ enabled: true }));

test('fails with every fault of a Kiali at once', () =>
  expect(
    faults(chart => new Kiali(chart, 'Kiali', { prometheusUrl: 'prometheus:9090', replicas: 0 })),
  ).toMatchInlineSnapshot(`
AMB303: found replicas 0, expected a whole number, 1 or more: set replicas to a positive whole number, or leave out the app

AMB721: found prometheusUrl "prometheus:9090", expected a URL with its scheme, as in http://prometheus.istio-system:9090: write the address that the pods of Kiali reach Prometheus at
`));

describe('a subscription', () => {
  test('to an operator for all namespaces, on OpenShift', () => expect(toYaml(subscription())).toMatchSnapshot());

  test('elsewhere brings the OperatorGroup that its namespace needs', () =>
    expect(toYaml(subscription({ namespace: 'kiali-operator' }))).toMatchSnapshot());

  test('shows each prop', () => {
    const props = {
      channel: 'candidate',
      source: 'redhat-operators',
      sourceNamespace: 'olm',
      startingCSV: 'kiali.v2.30.0',
    };
    expect(only(subscription({ ...props, installPlanApproval: 'Manual' }), 'Subscription').spec).toEqual({
      name: 'kiali',
      ...props,
      installPlanApproval: 'Manual',
    });
  });

  test('watches its own namespace only, on request', () =>
    expect(
      only(subscription({ namespace: 'own', operatorGroup: 'own-namespace' }), 'OperatorGroup').spec.targetNamespaces,
    ).toEqual(['own']));

  test('makes no OperatorGroup where there is one', () =>
    expect(subscription({ namespace: 'own', operatorGroup: 'existing' })).toHaveLength(1));

  test('fails with a second OperatorGroup', () =>
    expect(
      faults(chart => new OlmSubscription(chart, 'Operator', { name: 'kiali', operatorGroup: 'all-namespaces' })),
    ).toMatchInlineSnapshot(
      `AMB720: found operatorGroup "all-namespaces" in namespace openshift-operators, expected one OperatorGroup in a namespace; this one comes with its own, and two stop every operator in it: leave operatorGroup out, or choose another namespace`,
    ));
});
