import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runKustomize, USAGE } from '../../../scripts/kustomize/command';
import { MARK, toKustomizeFiles } from '../../../scripts/kustomize/files';
import { readTree, temporaryFolder } from '../../support/folders';

const root = temporaryFolder();

/** Runs the command on a folder of its own. */
function run(name: string, args: readonly string[], files: Readonly<Record<string, string>>) {
  const folder = join(root, name, 'dist');
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  const said = { out: '', err: '' };
  const print = (text: string) => {
    said.out += text;
  };
  const complain = (text: string) => {
    said.err += text.replaceAll(root, 'ROOT');
  };
  const code = runKustomize([folder, ...args], { print, complain });
  return { code, ...said, tree: readTree(join(root, name)) };
}

const PLAIN = { '0001-b.k8s.yaml': 'kind: B\n', '0000-a.k8s.yaml': 'kind: A\n', 'notes.txt': '' };
const FLUX = [
  { name: '0000-namespaces.k8s.yaml', text: 'kind: Namespace\n' },
  { name: '0001-istio-flux.k8s.yaml', text: 'kind: HelmRelease\n' },
  { name: '0002-mesh-policy.k8s.yaml', text: 'kind: PeerAuthentication\n' },
  { name: '0003-apps.k8s.yaml', text: 'kind: Deployment\n' },
];

test('kustomization.yaml names every file in apply order, and has the order kept', () => {
  const { code, out, err, tree } = run('plain', [], PLAIN);
  expect({ code, out, err }).toEqual({ code: 0, out: 'kustomization.yaml\n', err: '' });
  expect(tree['kustomization.yaml']).toMatchInlineSnapshot(`
# Written by npm run kustomize from what was synthesized; run it again after npm run synth.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - dist/0000-a.k8s.yaml
  - dist/0001-b.k8s.yaml
sortOptions:
  order: fifo

`);
});

test('what needs definitions is a stage of Flux after the mesh that brings them', () => {
  const { 'kustomization.yaml': _, ...files } = toKustomizeFiles('dist', FLUX, { after: ['component-certs'] });
  expect(
    Object.entries(files)
      .map(([path, text]) => `${path}\n${text.slice(MARK.length)}`)
      .join('\n'),
  ).toMatchSnapshot();
});

test('the second stage waits for the definitions of Gateway API where Flux brings them', () => {
  const source = { name: '0001-z.yaml', text: 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n' };
  expect(toKustomizeFiles('dist', [FLUX[1], source])['flux.yaml']).toContain(
    '    - name: istio\n    - name: gateway-api\n',
  );
});

test('source, namespace and path are those of the repository', () => {
  const options = { source: 'fleet', namespace: 'gitops', path: './clusters/a/flux' };
  const text = toKustomizeFiles('out', FLUX, options)['flux.yaml'];
  expect(text.match(/namespace: .*|path: .*|^ {4}name: .*/gm)).toEqual([
    'namespace: gitops',
    'path: ./clusters/a/flux/istio',
    '    name: fleet',
    'namespace: gitops',
    'path: ./clusters/a/flux/istio-config',
    '    name: fleet',
  ]);
});

test('a second run replaces what the first wrote', () => {
  run('again', [], PLAIN);
  const { code, tree } = run('again', [], { '0002-c.k8s.yaml': 'kind: C\n' });
  expect(code).toBe(0);
  expect(tree['kustomization.yaml']).toContain('  - dist/0002-c.k8s.yaml\n');
});

test('--help prints the usage', () => expect(run('help', ['--help'], {}).out).toBe(USAGE));

describe('fails', () => {
  test('fails where nothing was synthesized', () => {
    expect(run('empty', [], {})).toMatchObject({
      code: 1,
      err: 'error: no manifests in ROOT/empty/dist; run npm run synth first\n',
    });
  });

  test('fails over a file of somebody else, and writes nothing', () => {
    mkdirSync(join(root, 'foreign'), { recursive: true });
    writeFileSync(join(root, 'foreign', 'kustomization.yaml'), 'resources: []\n');
    const { code, err, tree } = run('foreign', [], PLAIN);
    expect({ code, err }).toEqual({
      code: 1,
      err: 'error: kustomization.yaml was not written by this command; move it away\n',
    });
    expect(tree['kustomization.yaml']).toBe('resources: []\n');
  });

  test('fails for what it does not understand', () => {
    expect(run('wrong', ['--after'], PLAIN).err).toBe(`error: Option '--after <value>' argument missing\n\n${USAGE}`);
    expect(run('wrong', ['other'], PLAIN).err).toBe(
      `error: one folder at a time, not ROOT/wrong/dist, other\n\n${USAGE}`,
    );
    expect(run('wrong', ['--all'], PLAIN).code).toBe(2);
  });
});
