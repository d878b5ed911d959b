import type { ImportedKind } from '../../../scripts/import/kinds';
import { selectKinds } from '../../../scripts/import/select';
import { stripDescriptions } from '../../../scripts/import/strip';
import { pin, tinyCrd } from '../../support/tiny-crds';

const fileOf = (name: string, text: string) => ({ entry: pin(name, `${name}.yaml`, text), text });
const wanted = (kind: string, version = 'v1'): ImportedKind => ({ set: 'tools', group: 'example.com', kind, version });
const tools = fileOf('tools', [tinyCrd('Saw'), 'kind: Namespace', tinyCrd('Hammer')].join('\n---\n'));

function complaint(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return 'no complaint';
}

describe('stripDescriptions', () => {
  it('removes the keyword at every depth and keeps properties and data of that name', () => {
    const text = { type: 'string', description: 'x' };
    const bare = { type: 'string' };
    const schema = (leaf: object) => ({
      type: 'object',
      required: ['description'],
      properties: {
        description: leaf,
        list: { type: 'array', items: leaf, default: [{ description: 'kept' }] },
        map: { additionalProperties: leaf, example: { description: 'kept' }, enum: [{ description: 'kept' }] },
        open: { additionalProperties: true },
        either: { oneOf: [leaf, { not: leaf }], anyOf: [leaf], allOf: [leaf] },
        properties: { type: 'object', properties: { properties: leaf } },
      },
      'x-kubernetes-validations': [{ rule: 'true', description: 'kept' }],
    });
    expect(stripDescriptions({ description: 'x', ...schema(text) })).toEqual(schema(bare));
  });
});

describe('selectKinds', () => {
  it('keeps the wanted kinds in their order, each with its one version and no description', () => {
    const crds = selectKinds([wanted('Hammer', 'v2'), wanted('Saw')], [tools]);
    expect(crds.map(({ spec }) => [spec.names.kind, spec.versions.map(({ name }) => name)])).toEqual([
      ['Hammer', ['v2']],
      ['Saw', ['v1']],
    ]);
    expect(JSON.stringify(crds)).not.toMatch(/"description":"/);
    expect(crds[0]?.spec.versions[0]?.schema?.openAPIV3Schema).toMatchObject({
      properties: { spec: { properties: { description: { type: 'string' } } } },
    });
  });

  it('reads a kind from its own set only', () => {
    const other = fileOf('other', tinyCrd('Saw'));
    expect(selectKinds([wanted('Hammer')], [other, tools])).toHaveLength(1);
    expect(complaint(() => selectKinds([wanted('Saw')], [other]))).toMatchInlineSnapshot(
      `there is no kind Saw of group example.com in tools; it has no kind of that group`,
    );
  });

  it('fails on every kind and version that the set does not serve, in one run', () => {
    const unserved = fileOf('tools', tinyCrd('File').replace('served: true', 'served: false'));
    const kinds = [wanted('Axe'), wanted('Saw', 'v3'), wanted('File', 'v1'), wanted('Hammer')];
    expect(complaint(() => selectKinds(kinds, [tools, unserved]))).toMatchInlineSnapshot(`
there is no kind Axe of group example.com in tools; it has File, Hammer, Saw
kind Saw of group example.com in tools has no version v3; it serves v1, v2
kind File of group example.com in tools has no version v1; it serves v2
`);
  });

  it('fails on a file that is not YAML', () => {
    expect(complaint(() => selectKinds([wanted('Saw')], [fileOf('tools', 'a: {')]))).toMatchInlineSnapshot(
      `tools.yaml is not YAML: Flow map in block collection must be sufficiently indented and end with a } at line 1, column 5`,
    );
  });
});
