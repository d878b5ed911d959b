import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { applyRules } from '../../../lib/core/rule';
import { RULES } from '../../../lib/rules';
import { App } from '../../../lib/rules/app';
import type { Verdict } from '../../../lib/rules/model/verdicts';
import { TOPOLOGIES } from '../../../lib/topologies';
import { indexOf } from '../../support/manifests';
import { describeWithShared, readShared, SHARED } from '../../support/shared';

/** Files of a folder of the reference data that end in `.yaml`. */
function casesIn(...folder: string[]): string[] {
  const path = join(SHARED, ...folder);
  return existsSync(path) ? readdirSync(path).filter(file => file.endsWith('.yaml')) : ['none.yaml'];
}

const GOOD: ReadonlySet<string> = new Set(['Accepted', 'ResolvedRefs', 'NoConflicts', 'ResolvedWaypoints']);
/** Of these no status tells, or that of another object; a Secret with data is wrong in a file, not on a cluster. */
const UNTOLD: ReadonlySet<string> = new Set([
  'AMB003',
  'AMB601',
  'AMB603',
  'AMB608',
  'AMB611',
  'AMB652',
  'AMB663',
  'AMB673',
]);

/** Whether a cluster complains of a Gateway or a route. */
function isBad({ refused, conditions = {}, listeners = {}, parents = [] }: Verdict): boolean {
  const all = [
    conditions,
    ...Object.values(listeners).map(each => each.conditions),
    ...parents.map(each => each.conditions),
  ];
  const reasons = all.flatMap(each => Object.values(each).map(([, reason]) => reason));
  return refused === true || reasons.some(reason => !GOOD.has(reason) && reason !== 'Pending');
}

describe('no graph rule finds fault', () => {
  it.each(Object.keys(TOPOLOGIES))('with topology %s', async topology => {
    const app = new App();
    (await TOPOLOGIES[topology]())(app);
    expect(app.synthesized().findings.filter(({ id }) => RULES.some(rule => rule.id === id))).toEqual([]);
  });
});

describeWithShared('what rules find', () => {
  it.each(casesIn('reference', 'gateways', 'cases'))('is nothing with the Gateway of %s', file => {
    expect(applyRules(RULES, indexOf(readShared('reference', 'gateways', 'cases', file)))).toEqual([]);
  });

  it.each(casesIn('reference', 'attachment'))('in recorded case %s is what istiod complains of', file => {
    const index = indexOf(readShared('reference', 'attachment', file));
    const recorded: Verdict[] = JSON.parse(readShared('reference', 'attachment', file.replace('.yaml', '.json')));
    const nameOf = ({ kind, namespace, name }: Verdict) => `${kind} ${namespace}/${name}`;
    const bad = recorded.filter(each => /Gateway|Route/.test(each.kind) && isBad(each)).map(nameOf);
    const names = new Map(
      index.all.map(({ path, object: { kind, metadata } }) => [path, nameOf({ kind, ...metadata } as Verdict)]),
    );
    const found = applyRules(RULES, index).map(({ id, path }) => ({ id, name: names.get(path) }));
    expect(found.filter(({ id, name = '' }) => !UNTOLD.has(id) && !bad.includes(name))).toEqual([]);
    expect(bad.filter(name => !found.some(each => each.name === name))).toEqual([]);
  });
});
