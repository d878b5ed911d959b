import { App } from '../../../lib/rules/app';
import { TOPOLOGIES } from '../../../lib/topologies';
import type { KubernetesObject } from '../../support/synthesize';
import { namespacesFor } from '../../support/topology-needs';

/** Sail installs versions up to 1.30.3. */
const VERSIONS = (topology: string) =>
  topology === 'openshift-bookinfo'
    ? (['1.28.10', '1.29.6', '1.30.3'] as const)
    : (['1.28.10', '1.29.8', '1.30.5', '1.31.1'] as const);

const CASES = Object.keys(TOPOLOGIES).flatMap(topology =>
  VERSIONS(topology).map(version => [topology, version] as const),
);

const synthesize = async (topology: string, version: (typeof CASES)[number][1]) => {
  const app = new App();
  (await TOPOLOGIES[topology]())(app, { mesh: { version } });
  return app.synthesized();
};

test.each(CASES)('%s is served by Istio %s', async (topology, version) => {
  const { findings, index } = await synthesize(topology, version);
  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  const alpha = /^1\.2[89]\./.test(version);
  for (const { object } of index.ofKind('TLSRoute', 'gateway.networking.k8s.io')) {
    expect(object.apiVersion).toBe(`gateway.networking.k8s.io/${alpha ? 'v1alpha2' : 'v1'}`);
  }
  const tls = index.ofKind('TLSRoute', 'gateway.networking.k8s.io').length > 0;
  const text = JSON.stringify(index.all.map(({ object }) => object));
  expect(text.includes('PILOT_ENABLE_ALPHA_GATEWAY_API')).toBe(tls && alpha);
});

// On a cluster the older minors share one for all topologies, where a namespace may be another's.
test.each(CASES)('%s on Istio %s brings every namespace that it uses', async (topology, version) => {
  const objects = (await synthesize(topology, version)).index.all.map(({ object }) => object as KubernetesObject);
  const made = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  const there = new Set([...made, ...namespacesFor(objects), undefined, 'kube-system']);
  expect(objects.filter(({ metadata }) => !there.has(metadata.namespace))).toEqual([]);
});

test('fails with a version that Sail does not install', async () => {
  const { findings } = await synthesize('openshift-bookinfo', '1.31.1');
  expect(findings.map(({ id }) => id)).toContain('AMB186');
});
