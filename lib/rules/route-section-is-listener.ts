import type { Rule } from '../core/rule';
import { deniedRoutes } from './denied-routes';
import { fault, listed } from './fault';
import { describe } from './model/cluster';

/** A route names a listener by section, by port, or by both. */
export const routeSectionIsListener: Rule = {
  id: 'AMB604',
  doc: 'a listener has the section name and the port that a route asks for',
  why: 'the route attaches to nothing, and its status says NoMatchingParent',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#parentreference'],
  level: 'error',
  saidBy: ['AMB221'],
  *faults(index) {
    for (const { route, parent, owner } of deniedRoutes(index, ['section', 'port'])) {
      const { sectionName, port } = parent.reference;
      const asked = [sectionName && `section ${sectionName}`, port && `port ${port}`].filter(Boolean).join(' and ');
      const there = parent.attempts.map(
        ({ parent: each }) => `${each?.listener.spec.name} (${each?.listener.spec.port})`,
      );
      yield fault(
        route.stored,
        `${describe(route.stored)} for ${asked} of ${owner}`,
        `a listener of it: ${listed(there)}`,
        'correct sectionName and port of the reference, or add the listener',
      );
    }
  },
};
