import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { gatewayPods } from './model/gateway-pods';

const LONGEST = 63;

/** Whatever the deployed objects are called, the name of the Gateway is a label of them. */
export const gatewayNameFitsLabel: Rule = {
  id: 'AMB823',
  doc: 'the name of a Gateway, and of its class, is short enough for the label that its pods get',
  why: 'the API server refuses the Deployment of istiod for its labels; the Gateway is accepted, and has no pods',
  see: [
    'https://github.com/istio/istio/blob/1.31.0/manifests/charts/istio-control/istio-discovery/files/kube-gateway.yaml',
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  ],
  level: 'error',
  *faults(index) {
    for (const { gateway, name } of gatewayPods(index)) {
      const { stored, spec } = gateway;
      const long = [stored.name, spec.gatewayClassName].find(each => each.length > LONGEST);
      // Where the name of what is deployed is made of it, that one is too long in the first place.
      if (long === undefined || name.length > LONGEST) continue;
      yield fault(
        stored,
        `${describe(stored)}, whose pods get label value ${long} (${long.length} characters)`,
        `a name of at most ${LONGEST} characters`,
        'shorten the name: annotation gateway.istio.io/name-override does not change the labels',
      );
    }
  },
};
