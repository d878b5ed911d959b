import { parse } from 'yaml';
import { toInjectorConfigMap } from '../../../../lib/mesh/injector/config-map';
import { type AmbientMeshProps, resolveMesh } from '../../../../lib/mesh/spec';

interface Data {
  readonly config: string;
  readonly values: string;
}

const toData = (props?: AmbientMeshProps) => toInjectorConfigMap(resolveMesh(props)).data as Data;
const toConfig = (props?: AmbientMeshProps) => parse(toData(props).config);
const toValues = (props?: AmbientMeshProps) => JSON.parse(toData(props).values);

/** What Istio's own texts of kube-gateway and waypoint look up, from 1.28 to 1.31, and fail without. */
const LOOKED_UP = [
  'gateways.securityContext',
  'gateways.seccompProfile',
  'global.caAddress',
  'global.caName',
  'global.imagePullPolicy',
  'global.imagePullSecrets',
  'global.istioNamespace',
  'global.logAsJson',
  'global.logging.level',
  'global.meshID',
  'global.multiCluster.clusterName',
  'global.network',
  'global.pilotCertProvider',
  'global.platform',
  'global.proxy.clusterDomain',
  'global.proxy.componentLogLevel',
  'global.proxy.image',
  'global.proxy.logLevel',
  'global.proxy.outlierLogPath',
  'global.proxy.resources',
  'global.sds.token.aud',
  'global.sts.servicePort',
  'global.waypoint.affinity',
  'global.waypoint.nodeSelector',
  'global.waypoint.resources',
  'global.waypoint.tolerations',
  'global.waypoint.topologySpreadConstraints',
  'pilot.env.ENABLE_CLUSTER_TRUST_BUNDLE_API',
  'revision',
];

describe('toInjectorConfigMap', () => {
  test('has the name that istiod looks for', () => {
    expect(toInjectorConfigMap(resolveMesh()).metadata).toMatchObject({
      name: 'istio-sidecar-injector',
      namespace: 'istio-system',
      labels: { 'istio.io/rev': 'default' },
    });
    expect(toInjectorConfigMap(resolveMesh({ revision: 'canary', namespace: 'mesh' })).metadata).toMatchObject({
      name: 'istio-sidecar-injector-canary',
      namespace: 'mesh',
      labels: { 'istio.io/rev': 'canary' },
    });
  });

  test('injects nothing, and holds two templates', () => {
    const { templates, ...config } = toConfig();
    expect(config).toEqual({ defaultTemplates: [], policy: 'disabled' });
    expect(Object.keys(templates)).toEqual(['kube-gateway', 'waypoint']);
  });

  test('is readable: both templates stand in it as blocks of lines', () => {
    expect(toData().config.split('\n').slice(0, 5)).toEqual([
      'defaultTemplates: []',
      'policy: disabled',
      'templates:',
      '  kube-gateway: |',
      expect.stringMatching(/^ {4}\{\{- \$labels := /),
    ]);
  });

  test('takes texts in place of its own, each by itself', () => {
    const own = toConfig().templates;
    const text = '{{- /* the official text */}}\nkind: Service\n';
    expect(toConfig({ templates: { waypoint: text } }).templates).toEqual({ ...own, waypoint: text });
    expect(toConfig({ templates: { 'kube-gateway': text } }).templates).toEqual({ ...own, 'kube-gateway': text });
  });

  test.each(LOOKED_UP)('has a value for %s, which official texts look up', path => {
    expect(path.split('.').reduce((values, key) => values?.[key], toValues())).toBeDefined();
  });

  test('tells istiod where its images come from', () => {
    const props = {
      hub: 'registry.example.com/istio',
      tag: '1.31.1-patched',
      variant: 'debug',
      network: 'east',
    } as const;
    expect(toValues(props).global).toMatchObject(props);
  });

  test('names who signs certificates', () => {
    expect(toValues().global.pilotCertProvider).toBe('istiod');
    expect(toValues({ istiod: { pilotCertProvider: 'custom' } }).global.pilotCertProvider).toBe('custom');
  });

  test('spells the trust bundle switch as official texts compare it', () => {
    const env = { ENABLE_CLUSTER_TRUST_BUNDLE_API: 'true' };
    expect(toValues().pilot.env).toEqual({ ENABLE_CLUSTER_TRUST_BUNDLE_API: false });
    expect(toValues({ istiod: { env } }).pilot.env).toEqual({ ENABLE_CLUSTER_TRUST_BUNDLE_API: true });
  });
});
