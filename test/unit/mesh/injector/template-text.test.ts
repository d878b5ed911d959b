import { printTemplate } from '../../../../lib/mesh/injector/template-text';
import { each, hole, literal, when } from '../../../../lib/mesh/injector/templated';

const print = (...objects: object[]) => printTemplate({}, objects);

describe('printTemplate', () => {
  test('defines variables before the first object, and parts objects as documents', () => {
    const text = printTemplate({ labels: 'mergeMaps .A', name: '.B | quote' }, [{ kind: 'A' }, { kind: 'B' }]);
    expect(text).toMatchInlineSnapshot(`
{{- $labels := mergeMaps .A }}
{{- $name := .B | quote }}
kind: A
---
kind: B

`);
  });

  test('puts holes in as values and items', () => {
    expect(
      print({ name: hole('.Name | quote'), labels: hole('toJsonMap $labels'), args: ['a', hole('.Level')] }),
    ).toMatchInlineSnapshot(`
name: {{ .Name | quote }}
labels: {{ toJsonMap $labels }}
args:
  - a
  - {{ .Level }}

`);
  });

  test('puts blocks around items, keys and whole maps', () => {
    const port = { name: hole('.Name'), port: hole('.Port') };
    expect(
      print({
        spec: {
          ports: [{ name: 'status', port: 15021 }, each('.Ports', port)],
          loadBalancerIP: when('.Address', hole('.Address')),
          affinity: when('.Spread', { podAntiAffinity: {} }),
        },
      }),
    ).toMatchInlineSnapshot(`
spec:
  ports:
    - name: status
      port: 15021
    {{- range .Ports }}
    - name: {{ .Name }}
      port: {{ .Port }}
    {{- end }}
  {{- if .Address }}
  loadBalancerIP: {{ .Address }}
  {{- end }}
  {{- if .Spread }}
  affinity:
    podAntiAffinity: {}
  {{- end }}

`);
  });

  test('leaves out what is undefined, and keeps what is empty', () => {
    expect(print({ a: undefined, b: {}, c: [], d: '', e: { f: undefined } })).toMatchInlineSnapshot(`
b: {}
c: []
d: ""
e: {}

`);
  });

  test('nests lists in lists', () => {
    expect(print({ a: [['b', 'c'], [{ d: [{ e: 1, f: true }] }]] })).toMatchInlineSnapshot(`
a:
  - - b
    - c
  - - d:
        - e: 1
          f: true

`);
  });

  test.each([
    ['a word', 'istiod', 'istiod'],
    ['a path', '/etc/istio/pod', '/etc/istio/pod'],
    ['a host and port', 'istiod.istio-system.svc:15012', 'istiod.istio-system.svc:15012'],
    ['a flag', '--domain', '--domain'],
    ['a variable of Kubernetes', '$(POD_NAMESPACE).svc.cluster.local', '$(POD_NAMESPACE).svc.cluster.local'],
    ['what YAML takes for a boolean', 'off', '"off"'],
    ['a number', '0', '"0"'],
    ['a quantity', '100m', '"100m"'],
    ['two words', 'a b', '"a b"'],
    ['a key with its colon', 'a:', '"a:"'],
    ['a comment', 'a #b', '"a #b"'],
    ['a list', '[]', '"[]"'],
    ['lines', 'a\nb', '"a\\nb"'],
    ['a quote', 'say "a"', '"say \\"a\\""'],
    ['what istiod would take for an action', 'a {{ .B }}', '"a {{ "{{" }} .B }}"'],
  ])('writes %s so that it stays a text', (_, value, text) => {
    expect(print({ value })).toBe(`value: ${text}\n`);
  });
});

test('literal writes a text as Go reads it', () => {
  expect(literal('a "b"\n{{')).toBe('"a \\"b\\"\\n{{"');
});
