import { fromField, fromResource, toEnv } from '../environment';
import type { ResolvedMesh } from '../spec';
import type { EnvVar } from '../spec/pod';

/** What the agent learns of itself, beside its ConfigMap. */
export function toCniEnv(mesh: ResolvedMesh): EnvVar[] {
  const { cni } = mesh;
  return [
    fromField('REPAIR_NODE_NAME', 'spec.nodeName'),
    { name: 'REPAIR_RUN_AS_DAEMON', value: 'true' },
    { name: 'REPAIR_SIDECAR_ANNOTATION', value: 'sidecar.istio.io/status' },
    ...(cni.shareHostNetworkNamespace ? [] : [{ name: 'ALLOW_SWITCH_TO_HOST_NS', value: 'true' }]),
    { name: 'NODE_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } } },
    fromResource('GOMEMLIMIT', 'limits.memory', '1'),
    fromResource('GOMAXPROCS', 'limits.cpu', '1'),
    fromField('POD_NAME', 'metadata.name'),
    fromField('POD_NAMESPACE', 'metadata.namespace'),
    ...toEnv(cni.env),
  ];
}
