import { gatewaysOf } from '../../plan/gateways';
import { GATEWAY_NAME } from '../../wait/gateways';
import { type Check, fails, holds } from '../check';

/** istiod has laid out the Services of Gateways as their parameters say. */
export const nodePorts: Check = {
  id: 'node-ports',
  title: 'the Services of Gateways have the node ports that the topology fixes',
  run: async ({ objects, live }) => {
    const fixed = gatewaysOf(objects).filter(({ service }) => service.nodePorts.size > 0);
    if (fixed.length === 0) return [];
    const services = await live.all('services');
    return fixed.flatMap(({ name, namespace, service: { nodePorts: wanted } }) => {
      const service = services.find(
        ({ metadata }) => metadata.namespace === namespace && metadata.labels?.[GATEWAY_NAME] === name,
      );
      const subject = `Service of Gateway ${namespace}/${name}`;
      if (service === undefined)
        return [fails(subject, 'istiod has made none', 'look at the conditions of the Gateway')];
      const ports = (service.spec.ports ?? []) as { port: number; nodePort?: number }[];
      return [...wanted].map(([port, nodePort]) => {
        const found = ports.find(one => one.port === port)?.nodePort;
        if (found === nodePort) return holds(subject, `port ${port} is node port ${nodePort}`);
        const cure = `does parametersRef of the Gateway name its ConfigMap, and is no other Service on ${nodePort}? kubectl get services -A`;
        return fails(subject, `port ${port} is node port ${found ?? 'none'}, not ${nodePort}`, cure);
      });
    });
  },
};
