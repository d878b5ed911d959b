import type { Finding, Level } from '../../../lib/core/findings';
import { RULES } from '../../../lib/rules';
import { version } from '../../../package.json';
import { inOrder, nameOf, placeOf, type Report } from './report';

const LEVELS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', info: 'note' };
const RULE_OF = new Map(RULES.map(rule => [rule.id, rule]));

/**
 * A log for code scanning; what is let be is in it with the reason.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function toSarif({ findings, suppressed }: Report): string {
  const ids = [...new Set([...RULES.map(({ id }) => id), ...findings.map(({ id }) => id)])].sort();
  const driver = { name: 'cdk8s-istio-ambient', version, rules: ids.map(toDescriptor) };
  const results = [
    ...inOrder(findings).map(finding => toResult(finding, ids)),
    ...suppressed.map(({ finding, reason }) => ({
      ...toResult(finding, ids),
      suppressions: [{ kind: 'inSource', justification: reason }],
    })),
  ];
  const run = { tool: { driver }, results };
  const $schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
  return `${JSON.stringify({ $schema, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function toDescriptor(id: string) {
  const rule = RULE_OF.get(id);
  if (rule === undefined) return { id, name: nameOf(id) };
  const { doc, why, see, level } = rule;
  return {
    id,
    name: nameOf(id),
    shortDescription: { text: doc },
    fullDescription: { text: why },
    helpUri: see[0],
    defaultConfiguration: { level: LEVELS[level] },
  };
}

function toResult(finding: Finding, ids: readonly string[]) {
  const { id, level, message } = finding;
  const { file, line, column } = placeOf(finding);
  const region = { ...(line === undefined ? {} : { startLine: line }), ...(column && { startColumn: column }) };
  const physicalLocation = { artifactLocation: { uri: toUri(file ?? '') }, ...(line === undefined ? {} : { region }) };
  return {
    ruleId: id,
    ruleIndex: ids.indexOf(id),
    level: LEVELS[level],
    message: { text: message },
    ...(file === undefined ? {} : { locations: [{ physicalLocation }] }),
  };
}

/** A path as a reference: relative ones stay relative, to the folder that the command ran in. */
function toUri(file: string): string {
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
