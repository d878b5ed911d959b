import type { Rule } from '../core/rule';
import { fault } from './fault';
import { nodePorts } from './node-ports';

/** The range that API servers have unless they are told otherwise. */
const [LOWEST, HIGHEST] = [30000, 32767];

export const nodePortIsAllocatable: Rule = {
  id: 'AMB644',
  doc: `a node port is a number from ${LOWEST} to ${HIGHEST}`,
  why: 'the API server refuses the Service: for a Gateway nobody notices but the log of istiod',
  see: ['https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport'],
  level: 'error',
  saidBy: ['AMB205'],
  *faults(index) {
    for (const { stored, owner, number } of nodePorts(index)) {
      if (Number.isInteger(number) && Number(number) >= LOWEST && Number(number) <= HIGHEST) continue;
      yield fault(
        stored,
        `${owner} with node port ${JSON.stringify(number)}`,
        `a number from ${LOWEST} to ${HIGHEST}`,
        'choose a port of that range, or leave it out and one is chosen',
      );
    }
  },
};
