import type { Schema } from '../../../lib/rules/schema/schema';
import { fields, listOf, metadata, type Shapes, text, texts } from '../shape';

const objectWith = (spec: Schema): Schema => fields({ metadata, spec }, 'metadata');
const mapOf = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });

const containers = listOf(fields({ name: text }));
const podSpec = fields({ containers, initContainers: containers, hostNetwork: { type: 'boolean' } });
const template = fields({ metadata: fields({ labels: texts, annotations: texts }), spec: podSpec });
const workload = objectWith(fields({ template }));

const attributes = mapOf(listOf(text));
const policyRule = fields({
  from: listOf(fields({ source: attributes })),
  to: listOf(fields({ operation: attributes })),
  when: listOf(fields({ key: text }, 'key')),
});
const targeted = { targetRefs: listOf(fields({})), targetRef: fields({}) };
const mtls = fields({ mode: text });
const networkRules = listOf(fields({ ports: listOf(fields({ protocol: text, endPort: { type: 'integer' } })) }));

/** What is read of an object to plan the way from sidecars. */
export const PLAN_SHAPES: Shapes = {
  'v1 Namespace': fields({ metadata }, 'metadata'),
  'v1 Pod': objectWith(podSpec),
  'Deployment.apps': workload,
  'StatefulSet.apps': workload,
  'DaemonSet.apps': workload,
  'ReplicaSet.apps': workload,
  'Job.batch': workload,
  'CronJob.batch': objectWith(fields({ jobTemplate: fields({ spec: fields({ template }) }) })),
  'NetworkPolicy.networking.k8s.io': objectWith(
    fields({ policyTypes: listOf(text), ingress: networkRules, egress: networkRules }),
  ),
  'AuthorizationPolicy.security.istio.io': objectWith(fields({ ...targeted, action: text, rules: listOf(policyRule) })),
  'RequestAuthentication.security.istio.io': objectWith(fields(targeted)),
  'PeerAuthentication.security.istio.io': objectWith(fields({ mtls, portLevelMtls: mapOf(mtls) })),
  'WasmPlugin.extensions.istio.io': objectWith(fields(targeted)),
  'VirtualService.networking.istio.io': objectWith(fields({ hosts: listOf(text), gateways: listOf(text) })),
  'DestinationRule.networking.istio.io': objectWith(fields({ host: text, subsets: listOf(fields({ name: text })) })),
};
