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

const GOOD: ReadonlySet<string> = new Set([
  'Accepted',
  'ResolvedRefs',
  'NoConflicts',
  'ResolvedWaypoints',
  'WaypointAccepted',
]);
/** What these find istiod or the API server tells too, in the status of the same object or by refusing it. */
const TOLD: ReadonlySet<string> = new Set(
  [
    600, 602, 604, 605, 606, 607, 610, 612, 613, 614, 620, 621, 622, 623, 630, 631, 632, 640, 641, 642, 650, 651, 678,
    680, 684, 685, 686,
  ].map(number => `AMB${number}`),
);

/** Type, status and reason of every condition of an object, of its listeners and at its parents. */
function conditionsOf({ conditions = {}, listeners = {}, parents = [] }: Verdict) {
  const all = [conditions, ...[...Object.values(listeners), ...parents].map(each => each.conditions)];
  return all.flatMap(each => Object.entries(each).map(([type, [status, reason]]) => ({ type, status, reason })));
}

/** Whether a cluster complains of an object. */
const isBad = (verdict: Verdict) =>
  verdict.refused === true || conditionsOf(verdict).some(({ reason }) => !GOOD.has(reason) && reason !== 'Pending');

/** Whether a cluster has nothing to complain of at all; that ztunnel leaves out parts of a policy is a complaint. */
const isWell = (verdict: Verdict) =>
  verdict.refused !== true &&
  conditionsOf(verdict).every(
    ({ type, status, reason }) =>
      status === (type === 'Conflicted' ? 'False' : 'True') && reason !== 'UnsupportedValue',
  );

describe('nothing is found', () => {
  it.each(Object.keys(TOPOLOGIES))('with topology %s', async topology => {
    const app = new App({ strict: true });
    (await TOPOLOGIES[topology]())(app);
    expect(app.synthesized().findings).toEqual([]);
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
    const bad = recorded.filter(isBad).map(nameOf);
    const names = new Map(
      index.all.map(({ path, object: { kind, metadata } }) => [path, nameOf({ kind, ...metadata } as Verdict)]),
    );
    const found = applyRules(RULES, index).map(({ id, path }) => ({ id, name: names.get(path) }));
    expect(found.filter(({ id, name = '' }) => TOLD.has(id) && !bad.includes(name))).toEqual([]);
    const missed = recorded.filter(each => isBad(each) && !found.some(({ name }) => name === nameOf(each)));
    // Of a waypoint that is for nothing known its Gateway alone is told.
    const atGateway = found.some(({ id }) => id === 'AMB679') ? 'UnsupportedTrafficType' : undefined;
    expect(missed.filter(each => !conditionsOf(each).some(({ reason }) => reason === atGateway)).map(nameOf)).toEqual(
      [],
    );
    if (recorded.every(isWell)) expect(found).toEqual([]);
  });
});
