import { readManifests } from '../../../lib/rules/manifests';

const read = (text: string) => readManifests(text, 'a.yaml');
const objects = (text: string) => read(text).objects.map(({ object, path }) => [path, object]);
const complaints = (text: string) => read(text).unreadable.map(({ place, message }) => `${place}: ${message}`);

describe('readManifests', () => {
  it('gives each document with its file and line, and passes over empty ones', () => {
    expect(objects('# first\n\nkind: A\n---\n---\n# nothing\n--- # third\n\nkind: B\n...\n')).toEqual([
      ['a.yaml:3', { kind: 'A' }],
      ['a.yaml:9', { kind: 'B' }],
    ]);
  });

  it('reads JSON, and a document behind its marker', () => {
    expect(objects('{"kind": "A"}\n--- {kind: B}\n')).toEqual([
      ['a.yaml:1', { kind: 'A' }],
      ['a.yaml:2', { kind: 'B' }],
    ]);
  });

  it('takes lists apart', () => {
    expect(objects('kind: List\nitems:\n- kind: A\n- kind: B\n').map(([, object]) => object)).toEqual([
      { kind: 'A' },
      { kind: 'B' },
    ]);
    expect(objects('kind: List\nitems:\n')).toEqual([]);
    expect(objects('kind: List\n')).toEqual([['a.yaml:1', { kind: 'List' }]]);
  });

  it('fills in what a list of one kind says for its items', () => {
    const list = 'apiVersion: v1\nkind: ConfigMapList\nitems:\n- data: {}\n- kind: Secret\n';
    expect(objects(list).map(([, object]) => object)).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', data: {} },
      { kind: 'Secret' },
    ]);
    expect(objects('apiVersion: v1\nkind: List\nitems:\n- data: {}\n')).toEqual([['a.yaml:4', { data: {} }]]);
  });

  it.each([
    ['a list in block style', 'kind: List\nitems: # two\n- a: |\n    x\n    - y\n- b: 1\nmetadata: {}\n', [5, 8]],
    ['an indented one', 'items:\n\n  # first\n  - a:\n    - b\n  -\n    c: 1\nkind: AList\n', [6, 8]],
    ['one of JSON', '{"kind": "List",\n"items": [{"a": {"items": [{}]}},\n{"b": "}\\"{"}]}', [4, 5]],
    ['one of JSON on one line', '{"items":[{"a":1},{"b":2}],"kind":"List"}', ['3:11', '3:19']],
    ['one in flow style', 'kind: List\nitems: [{a: 1}, {b: 2}]\n', [3, 3]],
  ])('gives each item of %s its place', (_, text, places) => {
    const read = objects(`kind: A\n--- # list\n${text}`).slice(1);
    expect(read.map(([path]) => path)).toEqual(places.map(place => `a.yaml:${place}`));
  });

  it('reads objects of JSON that follow each other, as jq writes them', () => {
    const lines = '{"kind": "A", "a": "}\\n{"}\n\n{\n  "kind": "B"\n}\n';
    expect(objects(`kind: C\n---\n${lines}`)).toEqual([
      ['a.yaml:1', { kind: 'C' }],
      ['a.yaml:3', { kind: 'A', a: '}\n{' }],
      ['a.yaml:5', { kind: 'B' }],
    ]);
    const list = '{"kind":"List","items":[{"a":1},{"b":2}]}';
    expect(objects(`${list}{"kind":"A"}${list}\n`).map(([path]) => path)).toEqual(
      ['25', '33', '42', '78', '86'].map(column => `a.yaml:1:${column}`),
    );
  });

  it('fails on JSON that breaks off after other objects, and gives those', () => {
    const text = '{"kind": "A"}\n{"kind": "B",\n';
    expect(objects(text)).toEqual([['a.yaml:1', { kind: 'A' }]]);
    expect(complaints(text)).toEqual(['a.yaml:2: flow map must end with a }']);
    expect(complaints('{a: 1}\n{b: 2}\n')).toHaveLength(1);
  });

  it('follows anchors and merges', () => {
    expect(objects('a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 2}\n')[0]?.[1]).toEqual({
      a: { b: 1 },
      c: { b: 1 },
      d: { b: 1, e: 2 },
    });
  });

  it('reads words and numbers as kubectl does', () => {
    const text = 'a: on\nb: No\nc: "on"\nd: 0644\ne: 1.10\nf: 2026-01-01\ng: ~\nh: 12:30\n';
    expect(objects(text)[0]?.[1]).toEqual({
      a: true,
      b: false,
      c: 'on',
      d: 420,
      e: 1.1,
      f: '2026-01-01',
      g: null,
      h: '12:30',
    });
  });

  it('reads on after a document that it cannot read', () => {
    const text = 'kind: A\n---\n# broken\na: [1\nb: 2\n---\nkind: B\n---\n- a\n---\nx\n';
    expect(objects(text).map(([path]) => path)).toEqual(['a.yaml:1', 'a.yaml:7']);
    expect(complaints(text)).toEqual([
      'a.yaml:5: flow sequence in block collection must be sufficiently indented and end with a ]',
      'a.yaml:9: the document is no object',
      'a.yaml:11: the document is no object',
    ]);
  });

  it.each([
    ['twice the same key', 'a: 1\na: 2\n', 'a.yaml:2: map keys must be unique'],
    [
      'an anchor that is not there',
      '\na: *x\n',
      'a.yaml:2: unresolved alias (the anchor must be set before the alias): x',
    ],
    [
      'what is left of a template',
      'a: 1\nb: {{ .Values.b }}\n',
      'a.yaml:2: a key is a mapping or a list: it looks like a template, which has to be rendered first, as `helm template` does',
    ],
    [
      'a template',
      'a: 1\n{{- if .Values.b }}\nb: 2\n{{- end }}\n',
      'a.yaml:2: implicit keys need to be on a single line: it looks like a template, which has to be rendered first, as `helm template` does',
    ],
    ['a key that is no word', 'a: 1\n? {b: 1}\n: 2\n', 'a.yaml:2: a key is a mapping or a list'],
    ['JSON that breaks off', '{"a": 1,\n"b": \n', 'a.yaml:2: flow map must end with a }'],
    ['a tabulator', 'a:\n\tb: 1\n', 'a.yaml:2: tabs are not allowed as indentation'],
  ])('fails on %s', (_, text, complaint) => {
    expect(complaints(text)).toEqual([complaint]);
  });

  it('fails on anchors that multiply beyond measure', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`)}]`,
    );
    expect(complaints(`l0: &l0 [x]\n${levels.join('\n')}\n`)).toEqual([
      'a.yaml:1: excessive alias count indicates a resource exhaustion attack',
    ]);
  });
});
