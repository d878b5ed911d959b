import { readManifests } from '../../../lib/rules/manifests';
import { parseFlags } from '../../../scripts/analyze/flags';
import { inNamespace } from '../../../scripts/analyze/namespace';

const named = (apiVersion: string, kind: string, more = '') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a${more} }\n`;

/** The namespaces of objects after they were put into one. */
const namespaces = (...texts: string[]) =>
  inNamespace(readManifests(texts.join('---\n'), 'a.yaml').objects, 'web').map(
    ({ object }) => object.metadata?.namespace,
  );

describe('npm run analyze -- --namespace', () => {
  it('puts in it what names no namespace, and leaves the rest where it is', () => {
    expect(namespaces(named('v1', 'Service'), named('apps/v1', 'Deployment', ', namespace: edge'))).toEqual([
      'web',
      'edge',
    ]);
  });

  it('leaves kinds alone that have no namespace', () => {
    const definition = `${named('apiextensions.k8s.io/v1', 'CustomResourceDefinition')}spec: { scope: Cluster, group: x.io, names: { kind: X } }\n`;
    const texts = [
      named('v1', 'Namespace'),
      named('storage.k8s.io/v1', 'StorageClass'),
      definition,
      named('x.io/v1', 'X'),
    ];
    expect(namespaces(...texts, named('y.io/v1', 'X'))).toEqual([undefined, undefined, undefined, undefined, 'web']);
  });

  it('leaves alone what is no object of a cluster', () => {
    expect(namespaces('a: 1\n', 'apiVersion: v1\nkind: Service\n')).toEqual([undefined, undefined]);
  });

  it('is read from the flags', () => {
    expect(parseFlags(['-n', 'web', 'a.yaml'])).toMatchObject({ namespace: 'web', files: ['a.yaml'] });
    expect(parseFlags(['--namespace', 'Web', 'a.yaml'])).toBe("there is no namespace of the name 'Web'");
  });
});
