import type { Rule } from '../core/rule';
import { fault } from './fault';
import { modelOf } from './model/model';
import { describeContainer, workloadsOf } from './model/workloads';

const INJECT = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';

/** Only the injector knows what `auto` is. */
export const autoImageIsInjected: Rule = {
  id: 'AMB845',
  doc: 'pods with image auto are labelled for the injector, which puts the image in',
  why: 'the image is pulled by the name auto, which does not exist: the gateway never starts',
  see: ['https://istio.io/latest/docs/setup/additional-setup/gateway/#deploying-a-gateway'],
  level: 'error',
  *faults(index) {
    const { cluster } = modelOf(index);
    for (const workload of workloadsOf(index).all) {
      const container = workload.containers.find(({ image }) => image === 'auto');
      if (container === undefined) continue;
      const { labels, namespace } = workload;
      const around = cluster.namespaceLabels(namespace) ?? {};
      const isAsked = labels[INJECT] === 'true' || labels[REVISION] !== undefined;
      const isAround = around['istio-injection'] === 'enabled' || around[REVISION] !== undefined;
      if (isAsked || (isAround && labels[INJECT] !== 'false')) continue;
      yield fault(
        workload.stored,
        `${describeContainer(workload, container)} with image auto, and pods that nothing is injected into`,
        `label ${INJECT}=true on the pods, or a Gateway of Gateway API, for which istiod deploys the pods`,
        'replace the Deployment by a Gateway of class istio, or label its pods',
      );
    }
  },
};
