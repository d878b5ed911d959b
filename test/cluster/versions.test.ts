import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IstioVersion } from '../../lib/mesh/versions';
import { App } from '../../lib/rules/app';
import { TOPOLOGIES } from '../../lib/topologies';
import { describeWithLab, LAB_START_MS, type Lab, startLab } from '../support/lab';
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

  beforeAll(async () => {
    const objects: KubernetesObject[] = [];
    for (const [name, load] of Object.entries(TOPOLOGIES)) {
      const outdir = mkdtempSync(join(tmpdir(), 'dist-'));
      const app = new App({ outdir });
      (await load())(app, { mesh: { version: name === 'openshift-bookinfo' ? sail : version } });
      objects.push(...app.synth().index.all.map(({ object }) => object as KubernetesObject));
      folders.set(name, outdir);
    }
    const paths = crds.map(path => join(SHARED, 'crds', path));
    lab = await startLab({ crds: crdsFor(objects, paths) });
    for (const namespace of namespacesFor(objects)) lab.kubectl(['create', 'namespace', namespace]);
  }, LAB_START_MS);

  afterAll(() => {
    lab?.down();
    for (const outdir of folders.values()) rmSync(outdir, { recursive: true, force: true });
  });

  test.each(Object.keys(TOPOLOGIES))(
    'accepts %s, twice',
    topology => {
      const apply = () =>
        lab.attempt(['apply', '--server-side', '--force-conflicts', '-f', folders.get(topology) as string]);
      expect([apply().code, apply().code]).toEqual([0, 0]);
    },
    120_000,
  );
});
