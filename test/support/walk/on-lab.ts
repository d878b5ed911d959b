import { setTimeout as pause } from 'node:timers/promises';
import { Chart, Testing } from 'cdk8s';
import { COMPONENTS } from '../../../lib/mesh/ambient-mesh';
import type { ResolvedMesh } from '../../../lib/mesh/spec';
import type { Lab } from '../lab';
import type { KubernetesObject } from '../synthesize';
import type { TemplatesProgram } from '../templates-program';
import type { Way } from './walk';

/** Deploys what istiod makes of the Gateways of a topology, whoever delivers the mesh, and waits for its pods. */
export function deployGateways(lab: Lab, program: TemplatesProgram, mesh: ResolvedMesh, objects: readonly unknown[]) {
  const chart = new Chart(Testing.app(), 'mesh');
  for (const [name, Component] of Object.entries(COMPONENTS)) new Component(chart, name, mesh);
  const made = program.deployObjects(Testing.synth(chart), objects) as unknown as KubernetesObject[];
  const items = made.map(object => ({ ...object, metadata: { ...object.metadata, ownerReferences: undefined } }));
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  lab.kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], list);
  for (const { metadata } of made.filter(({ kind }) => kind === 'Deployment')) {
    lab.kubectl(['rollout', 'status', '-n', `${metadata.namespace}`, `deployment/${metadata.name}`, '--timeout=60s']);
  }
}

interface Slice {
  readonly metadata: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> };
  readonly ports?: readonly { readonly port: number }[] | null;
  readonly endpoints?: readonly Endpoint[] | null;
}

interface Endpoint {
  readonly addresses: readonly string[];
  readonly conditions: { readonly ready?: boolean };
  readonly targetRef?: { readonly name: string };
}

/** What a cluster lacks of the ways into a topology; it gets half a minute to list pods that are ready already. */
export async function missingAfterAWhile(lab: Lab, ways: readonly Way[]): Promise<string[]> {
  for (let attempt = 0; attempt < 60; attempt++) {
    if (missingOn(lab, ways).length === 0) return [];
    await pause(500);
  }
  return missingOn(lab, ways);
}

/** What a cluster lacks: ready pods behind each Service, on the port that the walk says. */
function missingOn(lab: Lab, ways: readonly Way[]): string[] {
  const read = (kinds: string) => JSON.parse(lab.kubectl(['get', kinds, '-A', '-o', 'json'])).items;
  const services: readonly KubernetesObject[] = read('services');
  const slices: readonly Slice[] = read('endpointslices');
  const ready = (namespace: string, service: string, port?: number) => {
    const own = slices.filter(
      ({ metadata, ports }) =>
        metadata.namespace === namespace &&
        metadata.labels['kubernetes.io/service-name'] === service &&
        (port === undefined || ports?.some(each => each.port === port)),
    );
    const endpoints = own.flatMap(slice => slice.endpoints ?? []).filter(({ conditions }) => conditions.ready === true);
    return [...new Set(endpoints.map(({ targetRef }) => targetRef?.name ?? ''))];
  };
  return ways.flatMap(({ gateway: { namespace, service }, port, nodePort, end }) => [
    ...toGatewayGaps(
      services.find(({ metadata }) => metadata.namespace === namespace && metadata.name === service),
      { service, port, nodePort, pods: ready(namespace, service).length },
    ),
    ...toPodGaps(end, ready),
  ]);
}

interface Entrance {
  readonly service: string;
  readonly port: number;
  readonly nodePort?: number;
  readonly pods: number;
}

function toGatewayGaps(found: KubernetesObject | undefined, { service, port, nodePort, pods }: Entrance): string[] {
  const ports: readonly { port: number; nodePort?: number }[] = found?.spec.ports ?? [];
  const open = ports.some(each => each.port === port && (nodePort === undefined || each.nodePort === nodePort));
  return [
    ...(open ? [] : [`Service ${service} has no port ${port} at node port ${nodePort}`]),
    ...(pods > 0 ? [] : [`no proxy is ready behind Service ${service}`]),
  ];
}

function toPodGaps(end: Way['end'], ready: (namespace: string, service: string, port: number) => string[]): string[] {
  if (typeof end === 'string') return [end];
  if ('redirect' in end) return [];
  return end.workloads.flatMap(({ name, replicas, port }) => {
    const pods = ready(end.namespace, end.service, port).filter(pod => pod.startsWith(`${name}-`));
    if (pods.length === replicas) return [];
    return [`${pods.length} of ${replicas} pods of ${name} are ready behind ${end.namespace}/${end.service}:${port}`];
  });
}
