import type { Finding } from '../../../lib/core/findings';
import { applyRules } from '../../../lib/core/rule';
import { RULES } from '../../../lib/rules';
import { toSarif } from '../../../scripts/analyze/formats/sarif';
import { gateway, http } from '../../support/gateway-yaml';
import { indexOf } from '../../support/manifests';

/**
 * What the schema of SARIF 2.1.0 asks of the parts that are used: the fields that each may have, the required ones first.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
 */
const PARTS: Readonly<Record<string, { readonly required: string[]; readonly optional: string[] }>> = {
  log: { required: ['version', 'runs'], optional: ['$schema'] },
  run: { required: ['tool'], optional: ['results'] },
  driver: { required: ['name'], optional: ['version', 'rules'] },
  rule: {
    required: ['id'],
    optional: ['name', 'shortDescription', 'fullDescription', 'helpUri', 'defaultConfiguration'],
  },
  result: { required: ['message'], optional: ['ruleId', 'ruleIndex', 'level', 'locations', 'suppressions'] },
  location: { required: [], optional: ['physicalLocation'] },
  physicalLocation: { required: [], optional: ['artifactLocation', 'region'] },
  region: { required: [], optional: ['startLine', 'startColumn'] },
};

/** Fails unless an object has the fields of its part and no others. */
function hasFields(part: string, object: object): void {
  const { required, optional } = PARTS[part] as (typeof PARTS)[string];
  const fields = Object.keys(object);
  expect([part, required.filter(field => !fields.includes(field))]).toEqual([part, []]);
  expect([part, fields.filter(field => ![...required, ...optional].includes(field))]).toEqual([part, []]);
}

const index = indexOf(gateway('edge/g', [http('a'), http('a')], { gatewayClassName: 'none' }), 'a folder/ü.yaml');
const findings = applyRules(RULES, index);
const suppressed = [{ finding: findings[0] as Finding, reason: 'it is legacy' }];
const log = JSON.parse(toSarif({ findings, suppressed, objects: 1 }));
const [{ tool, results }] = log.runs;

describe('a log in SARIF', () => {
  it('has the fields of the schema', () => {
    hasFields('log', log);
    hasFields('run', log.runs[0]);
    hasFields('driver', tool.driver);
    for (const rule of tool.driver.rules) hasFields('rule', rule);
    for (const result of results) hasFields('result', result);
    for (const { locations } of results) {
      for (const location of locations) {
        hasFields('location', location);
        hasFields('physicalLocation', location.physicalLocation);
        hasFields('region', location.physicalLocation.region);
      }
    }
  });

  it('says of every rule what it wants, why, and where that is written', () => {
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(RULES.map(({ id }) => id));
    for (const { name, shortDescription, fullDescription, helpUri, defaultConfiguration } of tool.driver.rules) {
      expect([name, shortDescription.text, fullDescription.text].filter(text => typeof text !== 'string')).toEqual([]);
      expect(new URL(helpUri).protocol).toBe('https:');
      expect(['error', 'warning', 'note']).toContain(defaultConfiguration.level);
    }
  });

  it('refers of every result to its rule, and to the line by an escaped reference', () => {
    expect(results.length).toBeGreaterThan(0);
    for (const { ruleId, ruleIndex, level } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(['error', 'warning', 'note']).toContain(level);
    }
    expect(results[0].locations).toEqual([
      { physicalLocation: { artifactLocation: { uri: 'a%20folder/%C3%BC.yaml' }, region: { startLine: 1 } } },
    ]);
  });

  it('has what is suppressed, with the reason', () => {
    const letBe = results.filter((result: object) => 'suppressions' in result);
    expect(letBe.map(({ suppressions }: { suppressions: object }) => suppressions)).toEqual([
      [{ kind: 'inSource', justification: 'it is legacy' }],
    ]);
  });

  it('has no location for a finding about everything', () => {
    const finding = { id: 'AMB002', level: 'info' as const, path: '', message: 'the rule failed itself' };
    const [run] = JSON.parse(toSarif({ findings: [finding], suppressed: [], objects: 0 })).runs;
    expect(run.results).toEqual([
      { ruleId: 'AMB002', ruleIndex: 0, level: 'note', message: { text: 'the rule failed itself' } },
    ]);
  });
});
