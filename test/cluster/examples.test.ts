import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documents, examplesOf, runExample } from '../support/documents';
import { describeWithLab, LAB_START_MS, type Lab, startLab } from '../support/lab';
import type { KubernetesObject } from '../support/synthesize';
import { crdsFor, namespacesFor } from '../support/topology-needs';

const EXAMPLES = documents().flatMap(examplesOf);

describeWithLab('every example of the documents', () => {
  let lab: Lab;
  const folders = EXAMPLES.map(example => {
    const outdir = mkdtempSync(join(tmpdir(), 'example-'));
    const objects = runExample(example, outdir).flatMap(({ index }) => index.all.map(({ object }) => object));
    return { name: example.name, outdir, objects: objects as readonly KubernetesObject[] };
  });

  beforeAll(async () => {
    const objects = folders.flatMap(folder => folder.objects);
    lab = await startLab({ crds: crdsFor(objects) });
    const own = objects.flatMap(({ metadata }) => metadata.namespace ?? []);
    for (const namespace of new Set([...namespacesFor(objects), ...own])) {
      lab.attempt(['create', 'namespace', namespace]);
    }
  }, LAB_START_MS);

  afterAll(() => {
    lab?.down();
    for (const { outdir } of folders) rmSync(outdir, { recursive: true, force: true });
  });

  test.each(folders)(
    '$name is accepted by a real API server',
    ({ outdir }) => {
      const { code, stderr } = lab.attempt(['apply', '--server-side', '--force-conflicts', '-f', outdir]);
      const complaints = stderr.split('\n').filter(line => line !== '' && !line.startsWith('Warning: '));
      expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
    },
    60_000,
  );
});
