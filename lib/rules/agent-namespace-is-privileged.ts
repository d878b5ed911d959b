import type { Rule } from '../core/rule';
import { fault } from './fault';
import { componentsOf } from './model/components';
import { modelOf } from './model/model';
import { enforcedLevel } from './model/pod-security';
import { DAEMON_SET } from './model/workloads';

/** The agents of the nodes reach into the network of other pods. */
export const agentNamespaceIsPrivileged: Rule = {
  id: 'AMB838',
  doc: 'the namespaces into which istio-cni and ztunnel are delivered enforce no level of Pod Security above privileged',
  why: 'the API server refuses their pods: no node has an agent, and no pod gets into the mesh',
  see: [
    'https://istio.io/latest/docs/setup/additional-setup/pod-security-admission/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  level: 'error',
  *faults(index) {
    const { cluster } = modelOf(index);
    for (const { role, stored, title, namespace } of componentsOf(index)) {
      // Pods that are here are looked at themselves.
      if ((role !== 'cni' && role !== 'ztunnel') || stored.kind === DAEMON_SET) continue;
      const level = enforcedLevel(cluster.namespaceLabels(namespace));
      if (level === 'privileged') continue;
      yield fault(
        stored,
        `${title} for namespace ${namespace}, which enforces ${level}`,
        'a namespace that enforces privileged',
        `label Namespace ${namespace} pod-security.kubernetes.io/enforce=privileged, or deliver it into another`,
      );
    }
  },
};
