import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { annotationsOf, describe, type Stored } from './model/cluster';
import { type Enrolment, enrolments } from './model/enrolments';
import { NAMESPACE } from './model/kinds';
import { workloadsOf } from './model/workloads';

const FILE = /(^|\/)[^/]*\.(ya?ml|json)$/;
const NUMBERED = /(^|\/)\d+[^/]*$/;

/** Whether the order of two charts is one that somebody decided: files without a number in front are in none. */
function hasOrder(a: string, b: string): boolean {
  return a !== b && [a, b].every(chart => chart !== '-' && (!FILE.test(chart) || NUMBERED.test(chart)));
}

/** When Argo CD applies an object: it waits for what it applied before. */
const waveOf = (stored: Stored) => Number(annotationsOf(stored)['argocd.argoproj.io/sync-wave'] ?? 0);

/** In which step an object is applied, as far as that is known, in the words of a message. */
function stepsOf(first: Stored, second: Stored, positions: ReadonlyMap<unknown, number>) {
  const waves = [waveOf(first), waveOf(second)] as const;
  if (waves[0] !== waves[1])
    return waves[0] < waves[1] ? { step: `wave ${waves[0]}`, later: `wave ${waves[1]}` } : undefined;
  const [a, b] = [first.source, second.source];
  const isEarlier = hasOrder(a.chart, b.chart) && (positions.get(a) ?? 0) < (positions.get(b) ?? 0);
  return isEarlier ? { step: a.chart, later: b.chart } : undefined;
}

/** What of an enrolment carries traffic: of a namespace its pods. */
function carriers(index: ObjectIndex, { stored }: Enrolment): readonly Stored[] {
  if (stored.kind !== NAMESPACE) return [stored];
  return workloadsOf(index)
    .index.in(stored.name)
    .map(workload => workload.stored);
}

/** Traffic flows without a waypoint until it is there. */
export const waypointIsAppliedFirst: Rule = {
  id: 'AMB681',
  doc: 'a waypoint is applied before the services and pods that use it',
  why: 'until it is there their traffic flows past its policies, and nothing tells',
  see: [
    'https://istio.io/latest/docs/ambient/usage/waypoint/',
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/',
  ],
  level: 'warning',
  *faults(index) {
    const positions = new Map(index.all.map((source, position) => [source, position]));
    for (const enrolment of enrolments(index)) {
      const { gateway } = enrolment;
      if (gateway === undefined) continue;
      for (const carrier of carriers(index, enrolment)) {
        const early = stepsOf(carrier, gateway, positions);
        if (early === undefined) continue;
        yield fault(
          carrier,
          `${describe(carrier)} in ${early.step}, before its waypoint ${describe(gateway)} in ${early.later}`,
          'the waypoint first: traffic flows past it until it is there',
          'have the waypoint applied earlier',
        );
      }
    }
  },
};
