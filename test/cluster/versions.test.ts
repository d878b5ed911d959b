import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IstioVersion } from '../../lib/mesh/versions';
import { App } from '../../lib/rules/app';
import { TOPOLOGIES } from '../../lib/topologies';
import { describeWithLab, LAB_START_MS, type Lab, startLab } from '../support/lab';
import { kubeconform, schemasFrom } from '../support/schemas';
import { SHARED } from '../support/shared';
import type { KubernetesObject } from '../support/synthesize';
import { crdsFor, namespacesFor } from '../support/topology-needs';

/** Older minors of Istio, and the definitions that they pair with; Sail has not all patches. */
const PAIRS: readonly {
  readonly version: IstioVersion;
  readonly sail: IstioVersion;
  readonly crds: readonly string[];
}[] = [
  { version: '1.30.5', sail: '1.30.3', crds: ['gateway-api/v1.5.1', 'istio/1.30.3/crds.yaml'] },
  {
    version: '1.28.10',
    sail: '1.28.10',
    crds: ['gateway-api/v1.4.1', 'gateway-api/v1.4.1-experimental', 'istio/1.28.10/crds.yaml'],
  },
];

describeWithLab.each(PAIRS)('Istio $version with the definitions that it pairs with', ({ version, sail, crds }) => {
  let lab: Lab;
  const folders = new Map<string, string>();
  const made = new Map<string, readonly KubernetesObject[]>();
  const schemas = mkdtempSync(join(tmpdir(), 'schemas-'));

  beforeAll(async () => {
    const objects: KubernetesObject[] = [];
    for (const [name, load] of Object.entries(TOPOLOGIES)) {
      const outdir = mkdtempSync(join(tmpdir(), 'dist-'));
      const app = new App({ outdir });
      (await load())(app, { mesh: { version: name === 'openshift-bookinfo' ? sail : version } });
      made.set(
        name,
        app.synth().index.all.map(({ object }) => object as KubernetesObject),
      );
      objects.push(...(made.get(name) ?? []));
      folders.set(name, outdir);
    }
    const definitions = crdsFor(
      objects,
      crds.map(path => join(SHARED, 'crds', path)),
    );
    lab = await startLab({ crds: definitions });
    schemasFrom(lab.kubeconfig, definitions, schemas);
    for (const namespace of namespacesFor(objects)) lab.kubectl(['create', 'namespace', namespace]);
  }, LAB_START_MS);

  afterAll(() => {
    lab?.down();
    for (const outdir of [schemas, ...folders.values()]) rmSync(outdir, { recursive: true, force: true });
  });

  test.each(Object.keys(TOPOLOGIES))(
    'accepts %s, twice, as kubeconform -strict does, and rolls it out',
    topology => {
      const dist = folders.get(topology) as string;
      const objects = made.get(topology) ?? [];
      const apply = () => lab.attempt(['apply', '--server-side', '--force-conflicts', '-f', dist]);
      expect([apply().code, apply().code]).toEqual([0, 0]);
      const sound = { valid: objects.length, invalid: 0, errors: 0, skipped: 0, complaints: [] };
      expect(kubeconform(dist, schemas)).toEqual(sound);
      for (const { kind, metadata } of objects.filter(({ kind }) => ['Deployment', 'DaemonSet'].includes(kind))) {
        const what = [`${kind}/${metadata.name}`, '-n', `${metadata.namespace}`];
        expect(lab.kubectl(['rollout', 'status', ...what, '--timeout=60s'])).toContain('success');
      }
    },
    120_000,
  );
});
