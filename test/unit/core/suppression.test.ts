import { ApiObject, Chart, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { App } from '../../../lib/core/app';
import { enforce } from '../../../lib/core/checks';
import { formatFindings } from '../../../lib/core/findings';
import type { Rule } from '../../../lib/core/rule';
import { SUPPRESS_ANNOTATION, suppress } from '../../../lib/core/suppression';

/** A rule that finds fault with every object of a kind. */
const no = (id: string, kind: string, more: Partial<Rule> = {}): Rule => ({
  id,
  doc: `no ${kind}`,
  why: 'to be suppressed',
  see: ['https://example.com/'],
  level: 'warning',
  *faults(index) {
    for (const { path } of index.ofKind(kind)) yield { path, found: kind, expected: 'none', cure: 'drop it' };
  },
  ...more,
});
const RULES = [no('AMB900', 'ConfigMap'), no('AMB901', 'Service'), no('AMB902', 'Secret', { isFinal: true })];

/** A construct that consists of one object, with a check of its own. */
class Unit extends Construct {
  constructor(scope: Construct, id: string, kind: string, annotations: Record<string, string> = {}) {
    super(scope, id);
    enforce(this, [{ id: 'AMB910', when: () => true, found: () => id, expected: 'none', cure: 'drop it' }], {});
    new ApiObject(this, 'Resource', { apiVersion: 'v1', kind, metadata: { name: id.toLowerCase(), annotations } });
  }
}

/** The findings of what a function adds to a chart, as text, and what was suppressed. */
function judge(build: (chart: Chart) => void, strict = false) {
  const app = new App({ rules: RULES, strict, yamlOutputType: YamlOutputType.FILE_PER_APP });
  build(new Chart(app, 'web'));
  const { findings, suppressed } = app.synthesized();
  const lines = findings.map(({ id, level, path }) => `${level} ${id} at ${path}`);
  return { findings, lines, suppressed: suppressed.map(({ finding, reason }) => `${finding.id}: ${reason}`) };
}

describe('a suppression', () => {
  it('by metadata holds for the construct and all below it', () => {
    const { lines, suppressed } = judge(chart => {
      const tree = new Construct(chart, 'Tree');
      new Unit(tree, 'One', 'ConfigMap');
      new Unit(chart, 'Tree2', 'ConfigMap');
      suppress(tree, 'AMB900', 'it is legacy');
      suppress(tree, 'AMB910', 'checked by hand');
    });
    expect(lines).toEqual(['error AMB910 at web/Tree2', 'warning AMB900 at web/Tree2/Resource']);
    expect(suppressed).toEqual(['AMB910: checked by hand', 'AMB900: it is legacy']);
  });

  it('of the whole app holds everywhere', () => {
    const { lines } = judge(chart => {
      new Unit(chart, 'One', 'ConfigMap');
      suppress(chart.node.root, 'AMB900', 'a');
      suppress(chart.node.root, 'AMB910', 'a');
    });
    expect(lines).toEqual([]);
  });

  it('by annotation holds for the object and the construct around it, and for no other id', () => {
    const { lines, suppressed } = judge(chart => {
      new Unit(chart, 'One', 'ConfigMap', { [`${SUPPRESS_ANNOTATION}AMB910`]: 'known', 'app/AMB900': 'no' });
      new Unit(chart, 'Two', 'Service', {
        [`${SUPPRESS_ANNOTATION}AMB901`]: 'known',
        [`${SUPPRESS_ANNOTATION}AMB910`]: 'known',
      });
    });
    expect(lines).toEqual(['warning AMB900 at web/One/Resource']);
    expect(suppressed).toHaveLength(3);
  });

  it('fails without a use, without a reason, and of what is certain to fail', () => {
    const { findings } = judge(chart => {
      suppress(new Unit(chart, 'One', 'ConfigMap'), 'AMB901', 'for nothing');
      suppress(new Unit(chart, 'Two', 'Service'), 'AMB901', ' ');
      suppress(new Unit(chart, 'Three', 'Secret'), 'AMB902', 'please');
      suppress(chart, 'AMB910', 'not of interest here');
      suppress(chart, 'AMB900', 'not of interest here');
    });
    expect(formatFindings(findings)).toMatchInlineSnapshot(`
2 errors, 3 warnings

error AMB012 at web/Three
  found a suppression of AMB902 here
  expected no suppression of what is certain to fail
  cure: take it out, and cure the finding

error AMB011 at web/Two
  found a suppression of AMB901 without a reason
  expected a reason
  cure: say why the finding is no fault here

warning AMB010 at web/One
  found a suppression of AMB901 that suppresses nothing
  expected a finding of that id here
  cure: take it out

warning AMB902 at web/Three/Resource
  found Secret
  expected none
  cure: drop it

warning AMB901 at web/Two/Resource
  found Service
  expected none
  cure: drop it
`);
  });

  it('fails where an annotation has no reason', () => {
    const { lines } = judge(chart => {
      new Unit(chart, 'One', 'ConfigMap', { [`${SUPPRESS_ANNOTATION}AMB900`]: '' });
      suppress(chart, 'AMB910', 'not of interest here');
    });
    expect(lines).toEqual(['warning AMB900 at web/One/Resource', 'error AMB011 at web/One/Resource']);
  });

  it('fails where it names no id', () => {
    const { findings } = judge(chart => suppress(chart, 'ConfigMapIsBad', 'known'));
    expect(findings.map(({ message }) => message)).toEqual([
      'found a suppression of ConfigMapIsBad, which is no id, expected an id, AMB and three digits: name the id',
    ]);
  });

  it('counts where warnings are errors, and unused ones are errors then', () => {
    const { lines } = judge(chart => {
      new Unit(chart, 'One', 'ConfigMap');
      suppress(chart, 'AMB910', 'not of interest here');
      suppress(chart, 'AMB900', 'not of interest here');
      suppress(chart, 'AMB999', 'no such id');
    }, true);
    expect(lines).toEqual(['error AMB010 at web']);
  });
});
