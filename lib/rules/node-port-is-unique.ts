import type { Rule } from '../core/rule';
import { fault } from './fault';
import { nodePorts } from './node-ports';

/** A node port is taken on every node, whatever the namespace. */
export const nodePortIsUnique: Rule = {
  id: 'AMB645',
  doc: 'a node port belongs to one Service',
  why: 'the API server refuses the second Service: for a Gateway nobody notices but the log of istiod',
  see: ['https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport'],
  level: 'error',
  *faults(index) {
    const owners = new Map<string, string>();
    for (const { stored, owner, number, protocol } of nodePorts(index)) {
      const key = `${JSON.stringify(number)} ${JSON.stringify(protocol)}`;
      const first = owners.get(key);
      if (first === undefined) owners.set(key, owner);
      else {
        yield fault(
          stored,
          `${owner} with node port ${JSON.stringify(number)}, which ${first} has`,
          'a node port of its own for each Service',
          'choose another port for one of the two',
        );
      }
    }
  },
};
