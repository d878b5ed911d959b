import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, formatFindings } from '../../../lib/core/findings';
import { applyRules } from '../../../lib/core/rule';
import { RULES } from '../../../lib/rules';
import { indexOf } from '../../support/manifests';

// Every folder here is called by the id of a rule and holds failing*.yaml, which that rule must find, and
// passing*.yaml, in which no rule must find anything.
const EXAMPLES = join(__dirname, 'examples');
const IDS = readdirSync(EXAMPLES).sort();

const filesOf = (id: string, prefix: string): string[] =>
  readdirSync(join(EXAMPLES, id)).filter(file => file.startsWith(prefix));

function findingsIn(id: string, file: string): Finding[] {
  return applyRules(RULES, indexOf(readFileSync(join(EXAMPLES, id, file), 'utf8'), file));
}

describe('the registry of rules', () => {
  it('has examples of every rule, and no others', () => {
    expect(IDS).toEqual(RULES.map(({ id }) => id));
  });

  it('knows of every rule why it is and where that is written', () => {
    const isSaid = ({ doc, why, see }: (typeof RULES)[number]) =>
      doc !== '' && why !== '' && see.every(address => address.startsWith('https://'));
    expect(RULES.filter(rule => !isSaid(rule)).map(({ id }) => id)).toEqual([]);
  });
});

describe.each(IDS)('%s', id => {
  it('has examples that fail and examples that pass', () => {
    expect(filesOf(id, 'failing').length).toBeGreaterThan(0);
    expect(filesOf(id, 'passing').length).toBeGreaterThan(0);
    expect(readdirSync(join(EXAMPLES, id))).toHaveLength(filesOf(id, 'failing').length + filesOf(id, 'passing').length);
  });

  it('alone finds one of its failing examples', () => {
    const others = filesOf(id, 'failing').map(file => findingsIn(id, file).filter(finding => finding.id !== id));
    expect(others.map(({ length }) => length)).toContain(0);
  });

  it.each(filesOf(id, 'failing'))('finds fault with %s', file => {
    const findings = findingsIn(id, file);
    expect(findings.map(finding => finding.id)).toContain(id);
    expect(formatFindings(findings)).toMatchSnapshot();
  });

  it.each(filesOf(id, 'passing'))('finds %s clean, as all others do', file => {
    expect(findingsIn(id, file)).toEqual([]);
  });
});
