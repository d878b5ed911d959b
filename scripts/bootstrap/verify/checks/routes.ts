import { describe } from '../../apply-set/members';
import { GATEWAY_API } from '../../plan/gateways';
import { objectsOf } from '../../plan/plan';
import { route as isReady } from '../../wait/readiness';
import { type Check, fails, holds } from '../check';

const RESOURCES: Readonly<Record<string, string>> = {
  HTTPRoute: 'httproutes',
  GRPCRoute: 'grpcroutes',
  TLSRoute: 'tlsroutes',
  TCPRoute: 'tcproutes',
};

/** A route that no parent takes answers nobody, and nothing else tells. */
export const routes: Check = {
  id: 'routes',
  title: 'every route is Accepted by its parents, and its backends are found',
  run: async ({ objects, live }) => {
    const outcomes = Object.entries(RESOURCES).map(async ([kind, resource]) => {
      const wanted = objectsOf(objects, kind, GATEWAY_API);
      if (wanted.length === 0) return [];
      const found = await live.all(`${resource}.${GATEWAY_API}`);
      return wanted.map(object => {
        const { name, namespace = 'default' } = object.metadata;
        const now = found.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
        if (now === undefined) return fails(describe(object), 'it is not there', 'npm run up');
        const why = isReady(now);
        const cure = `kubectl describe ${kind.toLowerCase()} -n ${namespace} ${name}: does the listener admit its namespace, is there such a Service?`;
        return why === undefined
          ? holds(describe(object), 'is Accepted, and its references resolve')
          : fails(describe(object), why, cure);
      });
    });
    return (await Promise.all(outcomes)).flat();
  },
};
