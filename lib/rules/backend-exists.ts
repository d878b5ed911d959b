import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { kindId, SERVICE } from './model/kinds';
import { modelOf } from './model/model';
import { mayBeThere } from './model/other-makers';
import { routeBackends } from './route-backends';

/** A backend may well be there, if neither its namespace nor anything of its kind there is made here. */
export const backendExists: Rule = {
  id: 'AMB610',
  doc: 'a backend of a route is there',
  why: 'requests for a backend that is not there are answered with 500',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#backendref'],
  level: 'error',
  *faults(index) {
    const { cluster } = modelOf(index);
    for (const { route, backend, namespace, place, problem } of routeBackends(index)) {
      if (problem?.reason !== 'BackendNotFound' || !cluster.knows(kindId(backend.group, backend.kind), namespace))
        continue;
      // A ServiceImport stands for the Service of its name.
      if (mayBeThere(index, SERVICE, namespace, backend.name)) continue;
      yield fault(
        route,
        `${describe(route)} with ${backend.kind} ${namespace}/${backend.name} in ${place}, which is not there`,
        `a ${backend.kind} of that name`,
        'correct name and namespace of the backend, or add it',
      );
    }
  },
};
