import { ApiObject, Chart } from 'cdk8s';
import { App } from '../../../lib/core/app';
import { type Check, enforce } from '../../../lib/core/checks';
import type { Fault } from '../../../lib/core/findings';
import type { Rule } from '../../../lib/core/rule';
import { PLAIN } from '../../../lib/core/style';
import { suppress } from '../../../lib/core/suppression';
import { toExplanation } from '../../../scripts/explain/text';
import type { Made } from '../../support/changes';
import { built, showProps } from '../../support/show-props';

type PortCheck = Check<{ readonly port: number }>;

showProps<PortCheck>('Check', {
  base: {
    id: 'AMB900',
    when: ({ port }) => port < 1,
    found: ({ port }) => `port ${port}`,
    expected: 'a port from 1 to 65535',
    cure: 'set port',
  },
  makes: built((chart, check) => enforce(chart, [check], { port: 0 })),
  examples: {
    id: { id: 'AMB901' },
    level: { level: 'warning' },
    when: { when: ({ port }) => port > 65535 },
    found: { found: ({ port }) => `a Service on port ${port}` },
    expected: { expected: 'a port' },
    'expected, of what there is': { expected: ({ port }) => `a port above ${port}` },
    cure: { cure: 'choose a port' },
    'cure, of what there is': { cure: ({ port }) => `set port to ${port + 80}` },
  },
});

const FAULT: Fault = { path: 'web/Said', found: 'a ConfigMap', expected: 'none', cure: 'drop it' };

const NO_CONFIG_MAP: Rule = {
  id: 'AMB900',
  doc: 'there is no ConfigMap',
  why: 'the program reads a folder',
  see: ['https://example.com/folder'],
  level: 'warning',
  *faults(index) {
    for (const { path } of index.ofKind('ConfigMap')) yield { ...FAULT, path };
  },
};

/** What an app with a rule finds, of one object that is suppressed and one that has spoken of itself. */
function findings(rule: Rule): [string, object][] {
  const app = new App({ rules: [rule] });
  const chart = new Chart(app, 'web');
  const add = (id: string) =>
    new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id.toLowerCase() } });
  suppress(add('Known'), rule.id, 'it is known');
  enforce(add('Said'), [{ id: 'AMB902', when: () => true, found: () => 'it', expected: 'none', cure: 'drop it' }], {});
  return app.synthesized().findings.map(({ id, level, path, message }) => [`${level} ${id} at ${path}`, { message }]);
}

/** What `npm run explain` says of a rule. */
const explanation = (rule: Rule) =>
  toExplanation({ id: rule.id, name: '', topic: '', rule, mentions: [], failing: [], passing: [] }, PLAIN).split('\n');

showProps<Rule>('Rule', {
  base: NO_CONFIG_MAP,
  makes: rule => new Map<string, unknown>([...findings(rule), ['explained', explanation(rule)]]),
  examples: {
    id: { id: 'AMB901' },
    doc: { doc: 'a ConfigMap is not needed' },
    why: { why: 'nobody reads it' },
    see: { see: ['https://example.com/folder', 'https://example.com/file'] },
    level: { level: 'info' },
    isFinal: { isFinal: true },
    saidBy: { saidBy: ['AMB902'] },
    faults: { faults: () => [] },
  },
});

const ofFault = (fault: Fault): Made => new Map(findings({ ...NO_CONFIG_MAP, faults: () => [fault] }));

showProps<Fault>('RuleFault', {
  base: FAULT,
  makes: ofFault,
  examples: {
    path: { path: 'web' },
    found: { found: 'ConfigMap said' },
    expected: { expected: 'a folder' },
    cure: { cure: 'make it a folder' },
  },
});
