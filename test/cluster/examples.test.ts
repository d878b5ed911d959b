import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { RESOURCES } from '../../scripts/migrate/cluster';
import { runMigrate } from '../../scripts/migrate/command';
import { documents, examplesOf, runExample } from '../support/documents';
import { describeWithLab, LAB_START_MS, type Lab, labTool, startLab } from '../support/lab';
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

  test('migrate says of a cluster what it says of a file of all that is there', () => {
    lab.kubectl(['label', 'namespace', '--all', 'istio-injection=enabled']);
    const file = join(folders[0].outdir, 'all.json');
    writeFileSync(file, lab.kubectl(['get', RESOURCES.plan.join(','), '--all-namespaces', '--output=json']));
    const { PATH, KUBECONFIG } = process.env;
    try {
      process.env.PATH = `${dirname(labTool('kubectl'))}${delimiter}${PATH}`;
      process.env.KUBECONFIG = lab.kubeconfig;
      const [ofFile, ofCluster] = [file, '--cluster'].map(from => said('--to-ambient', from));
      expect(ofCluster).toEqual(ofFile);
      expect(ofFile.length).toBeGreaterThan(5);
    } finally {
      process.env.PATH = PATH;
      if (KUBECONFIG === undefined) delete process.env.KUBECONFIG;
      else process.env.KUBECONFIG = KUBECONFIG;
    }
  }, 60_000);
});

/** The ids that migrate finds, with what it found. */
function said(...args: string[]): string[] {
  let complained = '';
  const complain = (text: string) => {
    complained += text;
  };
  runMigrate(args, { print: () => {}, complain });
  const found = [...complained.matchAll(/(AMB\d{3}) at .*\n {2}found (.*)/g)];
  return found.map(([, id, what]) => `${id} ${what}`).sort();
}
