import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, type Stored } from './model/cluster';
import { type Model, modelOf } from './model/model';
import { type Policy, targetsOf } from './model/policies';

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/** Whether a policy is for the proxies of a Gateway: by a target, or by their namespace and labels. */
function isFor({ rootNamespace }: Model, { stored, spec }: Policy, gateway: Stored): boolean {
  const targets = targetsOf(spec);
  if (targets.length > 0) {
    const isNamed = targets.some(({ kind, name }) => kind === 'Gateway' && name === gateway.name);
    return isNamed && stored.namespace === gateway.namespace;
  }
  const selector: Readonly<Record<string, string>> = stored.object.spec?.selector?.matchLabels ?? {};
  const selects = Object.entries(selector).every(([key, value]) => key === GATEWAY_NAME && value === gateway.name);
  return selects && [gateway.namespace, rootNamespace].includes(stored.namespace);
}

/** The Gateways that routes hang on: those that somebody is to reach. */
function gatewaysInUse({ gateways, routes }: Model): Stored[] {
  const used = new Set(
    routes.flatMap(({ parents }) => parents.flatMap(each => each.listeners.map(one => one.listener))),
  );
  return gateways
    .filter(({ controller }) => controller?.role === 'gateway')
    .filter(({ listeners, sets }) => [...listeners, ...sets.flatMap(set => set.listeners)].some(each => used.has(each)))
    .map(({ stored }) => stored);
}

const isAllow = ({ spec: { action } }: Policy) => (action ?? 'ALLOW') === 'ALLOW';
const hasRules = ({ spec: { rules = [] } }: Policy) => rules.length > 0;

/** A default deny is meant for apps, and shuts the Gateways of its namespace. */
export const gatewayLetsClientsIn: Rule = {
  id: 'AMB860',
  doc: 'a Gateway with routes is not shut by policies that allow nothing',
  why: 'policies without targetRefs hold for the Gateways of their namespace too, and answer every request with 403',
  see: [
    'https://github.com/istio/istio/blob/1.31.0-rc.0/pilot/pkg/model/policyattachment.go',
    'https://istio.io/latest/docs/reference/config/security/authorization-policy/',
  ],
  level: 'warning',
  *faults(index) {
    const model = modelOf(index);
    const allows = model.policies.filter(isAllow);
    if (allows.length === 0) return;
    for (const gateway of gatewaysInUse(model)) {
      const own = allows.filter(policy => isFor(model, policy, gateway));
      const [first] = own;
      if (first === undefined || own.some(hasRules)) continue;
      yield fault(
        first.stored,
        `${describe(first.stored)}, which allows nothing, over ${describe(gateway)}, and nothing that allows anything there`,
        `a policy with targetRefs to ${describe(gateway)} that says what clients may ask`,
        'add it, as in rules: [{to: [{operation: {methods: [GET]}}]}]; or put the Gateway into a namespace of its own',
      );
    }
  },
};
