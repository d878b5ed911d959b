import { describeKey, keyOf } from '../../../lib/core/object-index';
import type { NamespacePlan, Plan } from './plan';

/**
 * The plan as a list to tick off.
 * @see https://istio.io/latest/docs/ambient/migrate/enable-ambient-mode/ for the order: traffic would be neither the
 * sidecar's nor ztunnel's otherwise
 */
export function toPlanDocument({ namespaces, remarks }: Plan): string {
  if (namespaces.length === 0) return 'No namespace among these manifests has sidecars.\n';
  const errors = remarks.findings.filter(({ level }) => level === 'error').length;
  return `${[
    '# From sidecars to ambient',
    `${count(namespaces.length, 'namespace')} to move, one after the other; pods with sidecars and pods without understand each other meanwhile.`,
    errors === 0 ? undefined : `${count(errors, 'thing')} to settle first: see the list of findings.`,
    section('Mesh', [
      'install ztunnel, and istio-cni with ambient on; istiod and the sidecars stay',
      'install the definitions of Gateway API, for waypoints',
      'check: `kubectl -n istio-system rollout status daemonset/ztunnel daemonset/istio-cni-node`',
    ]),
    ...namespaces.map(toSection),
    section('At the end', [
      'take away what only sidecars read',
      "check: `kubectl get pods -A -o jsonpath='{.items[*].spec.containers[*].name}'` names no istio-proxy but gateways' and waypoints'",
      'turn the sidecar injector off',
    ]),
  ]
    .filter(part => part !== undefined)
    .join('\n\n')}\n`;
}

function toSection(namespace: NamespacePlan): string {
  const { name, manifest, workloads } = namespace;
  const place = manifest === undefined ? 'its manifest is not among the files' : manifest.place;
  return section(`${name} (${place}, ${count(workloads.length, 'workload')})`, [
    ...waypointSteps(namespace),
    ...joinSteps(namespace),
    ...leaveSteps(namespace),
    `restart: \`kubectl -n ${name} rollout restart deployment,statefulset,daemonset\`; sidecars stay until then`,
    `check: \`istioctl ztunnel-config workloads --workload-namespace ${name}\` says HBONE for every pod`,
    'back, if need be: the labels as they were, and restart',
  ]);
}

function waypointSteps({ name, waypointFor, labels }: NamespacePlan): string[] {
  if (waypointFor.length === 0) return [];
  const what = waypointFor.map(({ object, place }) => `${describeKey(keyOf(object))} (${place})`).join(', ');
  const known = labels['istio.io/use-waypoint'];
  return [
    `deploy a waypoint, for ${what}: \`istioctl waypoint apply -n ${name} --wait\`, or a \`Waypoint\``,
    'write the policies and routes for it, and leave the old ones where they are',
    known === undefined
      ? `use it: \`kubectl label namespace ${name} istio.io/use-waypoint=waypoint\``
      : `it is used already: istio.io/use-waypoint: ${known}`,
  ];
}

function joinSteps({ name, labels }: NamespacePlan): string[] {
  if (labels['istio.io/dataplane-mode'] === 'ambient') return ['it is in the ambient mesh already; sidecars go before'];
  return [`join: \`kubectl label namespace ${name} istio.io/dataplane-mode=ambient\``];
}

function leaveSteps({ name, manifest, injection, workloads }: NamespacePlan): string[] {
  if (injection === undefined || manifest === undefined) {
    return [`take the sidecars off ${count(workloads.length, 'workload')}, where findings name them`];
  }
  const [label, value] = injection;
  const place = manifest.at(['metadata', 'labels', label]);
  return [`inject no more: \`kubectl label namespace ${name} ${label}-\`, which is ${label}: ${value} at ${place}`];
}

const section = (title: string, steps: readonly string[]) =>
  [`## ${title}`, '', ...steps.map(step => `- [ ] ${step}`)].join('\n');

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
