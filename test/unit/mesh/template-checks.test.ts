import { meshFindings } from '../../support/mesh-findings';

describe('AmbientMesh', () => {
  test('takes whole texts as templates', () => {
    expect(meshFindings({ templates: { waypoint: 'spec: {a: {b: {{ "{{" }}}}\n' } })).toBe('');
  });

  test('fails for texts that cannot be templates', () =>
    expect(
      meshFindings({ templates: { 'kube-gateway': ' \n', waypoint: 'name: {{ .Name }}\nuid: {{ .UID }' } }),
    ).toMatchInlineSnapshot(`
2 errors

error AMB150 at mesh/AmbientMesh/Istiod
  found templates.kube-gateway with no text
  expected a whole Go template
  cure: complete the text, or leave the prop out for the template of this library

error AMB150 at mesh/AmbientMesh/Istiod
  found templates.waypoint with an action {{ that does not end
  expected a whole Go template
  cure: complete the text, or leave the prop out for the template of this library
`));
});
