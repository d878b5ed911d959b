import { resolveMesh } from '../../../../lib/mesh/spec';
import { sailFindings } from '../../../support/sail-findings';

describe('revisions and tags that Sail makes of a mesh', () => {
  test('fails for a revision where Sail names them', () => {
    expect(sailFindings({ revision: 'blue' }, { updateStrategy: 'RevisionBased' })).toMatchInlineSnapshot(`
1 error

error AMB189 at mesh/Sail
  found revision blue with the update strategy RevisionBased
  expected revisions that Sail names by their versions
  cure: leave out revision and use revisionTags, or set updateStrategy to InPlace
`);
  });

  test('fails for the revision that Sail takes for none', () => {
    expect(sailFindings({ revision: 'default' })).toMatchInlineSnapshot(`
1 error

error AMB189 at mesh/Sail
  found revision "default"
  expected a name of its own: Sail takes this one for the istiod without a name
  cure: leave out revision
`);
  });

  test('fails for a tag that is the name of an Istio, of whichever istiod', () => {
    const second = resolveMesh({ version: '1.30.3', revision: '1-30-3', revisionTags: ['default'] });
    expect(sailFindings({ revisionTags: ['default'] })).toMatchInlineSnapshot(`
1 error

error AMB189 at mesh/Sail
  found revisionTags "default"
  expected tags that are not the name of a revision: Sail makes none of them then
  cure: leave it out, or give the istiod of that name a revision
`);
    expect(sailFindings({}, { revisions: [second] })).toMatch(
      /^1 error\n\nerror AMB189 .*\n {2}found revisionTags "default"$/m,
    );
  });

  test('takes a tag named default where revisions are named by their versions', () =>
    expect(sailFindings({ revisionTags: ['default'] }, { updateStrategy: 'RevisionBased' })).toBe(''));
});
