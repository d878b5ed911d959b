import type { Check } from '../../core/checks';
import { imageIsPinned, USER_IS_NOT_ROOT } from '../../workload/checks';
import type { RunAsUser } from '../../workload/container';
import { toReference } from '../../workload/image';
import { PROMETHEUS } from '../images';
import { type MeshNamespaces, type ScrapeJob, toMeshJobs, toMeshNamespaces } from './scrape-config';

export interface PrometheusProps {
  /**
   * The name of every object.
   * @default 'prometheus'
   */
  readonly name?: string;

  /**
   * metadata.namespace: that of istiod, where Kiali looks, and which is no part of the mesh. NetworkPolicies of other
   * namespaces must let it reach gateways: see `GatewayMetricsPolicy`.
   * @default 'istio-system'
   */
  readonly namespace?: string;

  /**
   * Where the components of the mesh run.
   * @default - istiod in the namespace, the others where istiod is
   */
  readonly mesh?: Partial<MeshNamespaces>;

  /**
   * What it reads beside the mesh. It is not in the mesh itself, so apps that take mTLS only refuse it.
   * @default - nothing
   */
  readonly jobs?: readonly ScrapeJob[];

  /**
   * How often metrics are read, in seconds.
   * @default 15
   */
  readonly intervalSeconds?: number;

  /**
   * How long metrics are kept, in hours. They are gone with the pod: they lie in an empty folder.
   * @default 24
   */
  readonly retentionHours?: number;

  /**
   * How much the folder may hold, in mebibytes: the oldest metrics go before it is full.
   * @default 1024
   */
  readonly storageMebibytes?: number;

  /**
   * An image of Prometheus, 2.42 or later, with a tag or digest.
   * @default 'docker.io/prom/prometheus:v3.10.0'
   */
  readonly image?: string;

  /**
   * The user of the process; `'unset'` where the platform assigns one (OpenShift).
   * @default 65534 - `nobody`
   */
  readonly runAsUser?: RunAsUser;
}

/** Every default, once. */
export function resolvePrometheus(props: PrometheusProps) {
  const namespace = props.namespace ?? 'istio-system';
  return {
    name: props.name ?? 'prometheus',
    namespace,
    jobs: [...toMeshJobs(toMeshNamespaces(props.mesh, namespace)), ...(props.jobs ?? [])],
    intervalSeconds: props.intervalSeconds ?? 15,
    retentionHours: props.retentionHours ?? 24,
    storageMebibytes: props.storageMebibytes ?? 1024,
    image: props.image ?? toReference(PROMETHEUS),
    runAsUser: props.runAsUser ?? PROMETHEUS.user,
  };
}

export type ResolvedPrometheus = ReturnType<typeof resolvePrometheus>;

const repeated = ({ jobs }: ResolvedPrometheus) =>
  jobs.map(({ name }) => name).filter((name, index, names) => names.indexOf(name) !== index);

const COUNTS = ['intervalSeconds', 'retentionHours', 'storageMebibytes'] as const;
const wrongCounts = (prometheus: ResolvedPrometheus) =>
  COUNTS.filter(count => !Number.isInteger(prometheus[count]) || prometheus[count] < 1);

export const PROMETHEUS_CHECKS: readonly Check<ResolvedPrometheus>[] = [
  {
    id: 'AMB730',
    when: prometheus => wrongCounts(prometheus).length > 0,
    found: prometheus =>
      wrongCounts(prometheus)
        .map(count => `${count} ${prometheus[count]}`)
        .join(', '),
    expected: 'whole numbers, 1 or more',
    cure: 'leave them out for 15 seconds, 24 hours and 1024 mebibytes',
  },
  {
    id: 'AMB731',
    when: prometheus => repeated(prometheus).length > 0,
    found: prometheus => `jobs "${repeated(prometheus).join('", "')}" twice`,
    expected: 'a name for each job: Prometheus does not start with two of one name',
    cure: 'rename the job; istiod, istio-cni, ztunnel and gateways are taken',
  },
  imageIsPinned(toReference(PROMETHEUS)),
  USER_IS_NOT_ROOT,
];
