import type { Rule } from '../core/rule';
import { fault } from './fault';
import type { Component } from './model/component';
import { componentsOf } from './model/components';
import { at, textOf } from './model/fields';
import { DEPLOYMENT } from './model/workloads';

const TRUSTED = 'CA_TRUSTED_NODE_ACCOUNTS';

/**
 * Where istiod trusts ztunnel on platforms whose profile says so in the chart.
 * @see https://github.com/istio/istio/blob/1.31.0/manifests/helm-profiles/platform-openshift.yaml
 */
const OF_PLATFORM: ReadonlyMap<unknown, string> = new Map([['openshift', 'kube-system']]);

/** Whether an istiod signs what a ztunnel of a namespace asks for in the name of its pods. */
const trusts = (namespace: string) => (istiod: Component) => {
  const stated = textOf(istiod.env[TRUSTED]);
  if (stated !== undefined) return stated.split(',').some(account => account.trim().startsWith(`${namespace}/`));
  if (istiod.isOpen || istiod.stored.kind === DEPLOYMENT) return istiod.isOpen;
  const { values } = istiod;
  const ofPlatform = OF_PLATFORM.get(values?.platform || at(values, 'global', 'platform'));
  return namespace === (textOf(values?.trustedZtunnelNamespace) || ofPlatform || istiod.namespace);
};

/** ztunnel asks for certificates of other accounts than its own. */
export const ztunnelIsTrusted: Rule = {
  id: 'AMB808',
  doc: 'istiod trusts the account of ztunnel in the namespace that ztunnel is in',
  why: 'istiod signs no certificate for pods of the mesh: ztunnel cannot encrypt, and connections are reset',
  see: [
    'https://github.com/istio/istio/issues/52057',
    'https://github.com/istio/istio/blob/1.31.0/manifests/charts/istio-control/istio-discovery/templates/deployment.yaml',
  ],
  level: 'error',
  *faults(index) {
    const components = componentsOf(index);
    const istiods = components.filter(({ role }) => role === 'istiod');
    for (const { role, stored, title, namespace } of components) {
      if (role !== 'ztunnel' || istiods.length === 0 || istiods.some(trusts(namespace))) continue;
      yield fault(
        stored,
        `${title} in namespace ${namespace}, which ${istiods[0]?.title} does not trust`,
        `trustedZtunnelNamespace ${namespace} in the values of istiod, or ${namespace}/ztunnel in ${TRUSTED}`,
        'set pilot.trustedZtunnelNamespace for Sail, trustedZtunnelNamespace for the chart, or move ztunnel to istiod',
      );
    }
  },
};
