import { SIDECAR_ANNOTATIONS } from '../../../lib/rules/model/sidecar-annotations';
import type { FieldPath, Manifest } from '../manifest';
import type { Remarks } from '../remarks';
import { injectionOf, type MovingNamespace, podOf, writtenSidecar } from './sidecars';

/** What pods of a namespace say that means something else, or nothing, without a sidecar. */
export function checkPods({ workloads }: MovingNamespace, remarks: Remarks): void {
  for (const workload of workloads) {
    const { path, pod } = podOf(workload) ?? { path: [], pod: {} };
    checkInjection(workload, path, pod, remarks);
    checkAnnotations(workload, path, pod, remarks);
    if (pod.spec?.hostNetwork === true) {
      remarks.add('AMB768', workload, [...path, 'spec', 'hostNetwork'], {
        level: 'info',
        found: 'pods on the network of their node',
        expected: 'pods with a network of their own: ztunnel captures no others',
        cure: 'leave them out of the mesh, as they were',
      });
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a pod as somebody wrote it
function checkInjection(workload: Manifest, path: FieldPath, pod: any, remarks: Remarks): void {
  const written = writtenSidecar(pod);
  if (written !== undefined) {
    remarks.add('AMB761', workload, [...path, ...written], {
      level: 'error',
      found: 'a sidecar that is part of the manifest',
      expected: 'none: it stays, whatever the labels say, and takes the traffic before ztunnel does',
      cure: 'take containers istio-proxy and istio-init out, with their volumes',
    });
  }
  const inject = injectionOf(pod);
  if (inject === undefined) return;
  const where = pod.metadata?.labels?.['sidecar.istio.io/inject'] === undefined ? 'annotations' : 'labels';
  const at = [...path, 'metadata', where, 'sidecar.istio.io/inject'];
  if (inject === 'true') {
    remarks.add('AMB761', workload, at, {
      level: 'error',
      found: 'pods that ask for a sidecar by themselves',
      expected: 'none that do: they get one again when the namespace has lost its label',
      cure: 'take it away in the step that takes the label off the namespace',
    });
  } else {
    remarks.add('AMB768', workload, at, {
      level: 'warning',
      found: 'pods that refused a sidecar',
      expected: 'pods that join with their namespace, or say that they stay out',
      cure: 'label the pods istio.io/dataplane-mode: none to keep them out, and take this away',
    });
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a pod as somebody wrote it
function checkAnnotations(workload: Manifest, path: FieldPath, pod: any, remarks: Remarks): void {
  for (const name of Object.keys(pod.metadata?.annotations ?? {})) {
    const found = SIDECAR_ANNOTATIONS.find(({ pattern }) => pattern.test(name));
    if (found === undefined) continue;
    remarks.add('AMB769', workload, [...path, 'metadata', 'annotations', name], {
      level: found.steersTraffic ? 'error' : 'info',
      found: `annotation ${name}`,
      expected: 'none for sidecars: without one it does nothing',
      cure: found.cure,
    });
  }
}
