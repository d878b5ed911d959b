import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Kiali as KialiResource } from '../../../imports/kiali.io';
import { type Check, enforce } from '../../core/checks';
import { REPLICAS_ARE_POSITIVE } from '../../workload/checks';
import type { KialiLogin, KialiSpec } from './kiali-spec';

export interface KialiProps {
  /**
   * metadata.name.
   * @default 'kiali'
   */
  readonly name?: string;

  /**
   * metadata.namespace, where its server runs too. It asks istiod what proxies know, and istiod answers only those of its
   * own namespace.
   * @default 'istio-system'
   * @see https://istio.io/latest/news/releases/1.29.x/announcing-1.29/upgrade-notes/
   */
  readonly namespace?: string;

  /**
   * How users prove who they are.
   * @default - `openshift` on OpenShift, `token` elsewhere: the operator finds out
   */
  readonly login?: KialiLogin;

  /**
   * Whether users may change the mesh's configuration with it.
   * @default 'view-only'
   */
  readonly mode?: 'view-only' | 'edit';

  /**
   * Where it reads metrics.
   * @default 'http://prometheus.istio-system:9090'
   */
  readonly prometheusUrl?: string;

  /**
   * Shows namespaces with these labels only, as the mesh's own discovery selectors do.
   * @default - every namespace
   */
  readonly namespaceLabels?: Readonly<Record<string, string>>;

  /**
   * The tag of its image.
   * @default - the one that belongs to the operator's version
   */
  readonly imageVersion?: string;

  /**
   * Whether it is reached from outside by an Ingress, or a Route on OpenShift.
   * @default - on OpenShift it is, elsewhere not
   */
  readonly ingress?: 'enabled' | 'disabled';

  /**
   * Number of pods.
   * @default 1
   */
  readonly replicas?: number;
}

function resolve(props: KialiProps) {
  return {
    ...props,
    name: props.name ?? 'kiali',
    namespace: props.namespace ?? 'istio-system',
    mode: props.mode ?? 'view-only',
    prometheusUrl: props.prometheusUrl ?? 'http://prometheus.istio-system:9090',
    replicas: props.replicas ?? 1,
  };
}

type ResolvedKiali = ReturnType<typeof resolve>;

const CHECKS: Check<ResolvedKiali>[] = [
  REPLICAS_ARE_POSITIVE,
  {
    id: 'AMB721',
    when: ({ prometheusUrl }) => !/^https?:\/\/[\w.-]+(:\d+)?(\/\S*)?$/.test(prometheusUrl),
    found: ({ prometheusUrl }) => `prometheusUrl "${prometheusUrl}"`,
    expected: 'a URL with its scheme, as in http://prometheus.istio-system:9090',
    cure: 'write the address that the pods of Kiali reach Prometheus at',
  },
];

function toKialiSpec(kiali: ResolvedKiali): KialiSpec {
  const { login, namespaceLabels, imageVersion, ingress } = kiali;
  return {
    version: 'default',
    ...(login === undefined ? {} : { auth: { strategy: login } }),
    deployment: {
      cluster_wide_access: true,
      ...(namespaceLabels && { discovery_selectors: { default: [{ matchLabels: { ...namespaceLabels } }] } }),
      ...(imageVersion === undefined ? {} : { image_version: imageVersion }),
      ...(ingress === undefined ? {} : { ingress: { enabled: ingress === 'enabled' } }),
      replicas: kiali.replicas,
      resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
      view_only_mode: kiali.mode === 'view-only',
    },
    external_services: {
      grafana: { enabled: false },
      prometheus: { url: kiali.prometheusUrl },
      tracing: { enabled: false },
    },
  };
}

/**
 * A Kiali, which the Kiali operator turns into a server: the mesh as a picture, from its metrics and its configuration.
 * The operator itself comes by an `OlmSubscription` of package `kiali`, or by its Helm chart.
 * @see https://kiali.io/docs/features/ambient/
 */
export class Kiali extends Construct {
  constructor(scope: Construct, id: string, props: KialiProps = {}) {
    super(scope, id);
    const kiali = resolve(props);
    enforce(this, CHECKS, kiali);
    const metadata = { name: kiali.name, namespace: kiali.namespace };
    new ApiObject(this, 'Resource', { ...KialiResource.GVK, metadata, spec: toKialiSpec(kiali) });
  }
}
