import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { App } from '../../lib/rules/app';
import { TOPOLOGIES } from '../../lib/topologies';
import { runKustomize } from '../../scripts/kustomize/command';
import { temporaryFolder } from '../support/folders';
import { describeWithLab, labTool } from '../support/lab';
import type { KubernetesObject } from '../support/synthesize';

const root = temporaryFolder();

/** Objects without empty maps of annotations, which kustomize leaves out and an API server takes for none. */
const read = (text: string): KubernetesObject[] =>
  parseAllDocuments(text)
    .map(document => document.toJS() as KubernetesObject | null)
    .filter(object => object !== null)
    .map(({ metadata: { annotations, ...metadata }, ...object }) => {
      const isEmpty = Object.keys(annotations ?? {}).length === 0;
      return { ...object, metadata: isEmpty ? metadata : { annotations, ...metadata } } as KubernetesObject;
    });

/** What kubectl makes of a kustomization; Flux lets a kustomization reach files beside it, kubectl where told so. */
function build(folder: string, ...args: string[]): KubernetesObject[] {
  const { status, stdout, stderr } = spawnSync(labTool('kubectl'), ['kustomize', folder, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return read(stdout);
}

/** Writes a topology and its kustomizations; the objects of the synthesized folder in their order. */
async function write(topology: string) {
  const folder = join(root, topology.replaceAll('/', '-'));
  const outdir = join(folder, 'dist');
  mkdirSync(folder);
  const app = new App({ outdir });
  (await TOPOLOGIES[topology]())(app);
  app.synth();
  expect(runKustomize([outdir], { print: () => {}, complain: () => {} })).toBe(0);
  const names = readdirSync(outdir).sort();
  return { folder, objects: names.flatMap(name => read(readFileSync(join(outdir, name), 'utf8'))) };
}

describeWithLab('kubectl kustomize', () => {
  test.each(Object.keys(TOPOLOGIES))('gives the objects of %s as they are, in apply order', async topology => {
    const { folder, objects } = await write(topology);
    expect(build(folder)).toEqual(objects);
  });

  test('gives the stages of a mesh that Flux installs, one after the other the whole', () => {
    const folder = join(root, 'shared-gateway');
    const stages = ['istio', 'istio-config'].map(stage =>
      build(join(folder, 'flux', stage), '--load-restrictor', 'LoadRestrictionsNone'),
    );
    expect(stages.flat()).toEqual(build(folder));
    const groups = stages.map(objects => [...new Set(objects.map(object => groupOf(object)))].sort());
    expect(groups[0]).toEqual([
      'helm.toolkit.fluxcd.io',
      'kustomize.toolkit.fluxcd.io',
      'source.toolkit.fluxcd.io',
      'v1',
    ]);
    expect(groups[1]).toContain('gateway.networking.k8s.io');
  });
});

const groupOf = ({ apiVersion }: KubernetesObject) => apiVersion.split('/')[0];
