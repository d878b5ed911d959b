import { Construct } from 'constructs';
import type * as generated from '../../../imports/telemetry.istio.io';
import { type Check, enforce } from '../../core/checks';
import { meshOrDefault, rootNamespaceOf } from '../identity';
import type { ResolvedMesh } from '../spec';
import { type PolicyTarget, policyNamespace, toTargetRefs } from './target';
import { TARGET_CHECKS } from './target-checks';

export interface TelemetryProps {
  /**
   * metadata.name.
   * @default 'default'
   */
  readonly name?: string;

  /**
   * metadata.namespace; the root namespace for the whole mesh.
   * @default - the namespace of the targets
   */
  readonly namespace?: string;

  /**
   * The waypoints, Gateways, Services or ServiceEntries that it is about.
   * @default - every proxy of the namespace; ztunnel's own reports do not change
   */
  readonly targets?: readonly PolicyTarget[];

  /** @default - as the mesh has it */
  readonly accessLogging?: readonly AccessLogging[];

  /** @default - as the mesh has it */
  readonly metrics?: readonly Metrics[];

  /** @default - as the mesh has it */
  readonly tracing?: readonly Tracing[];

  /**
   * The mesh, whose root namespace counts.
   * @default - one without options
   */
  readonly mesh?: ResolvedMesh;
}

/** Which requests are logged. @see https://istio.io/latest/docs/reference/config/telemetry/#AccessLogging */
export interface AccessLogging {
  /** Names of extensionProviders; `envoy` logs to the proxy's own log. @default - the mesh's */
  readonly providers?: readonly string[];
  /** @default false */
  readonly disabled?: boolean;
  /** Which requests, as a CEL expression such as `response.code >= 400`. @default - all */
  readonly filter?: string;
}

/** Which metrics are kept, and with which labels. @see https://istio.io/latest/docs/reference/config/telemetry/#Metrics */
export interface Metrics {
  /** Names of extensionProviders. @default - the mesh's */
  readonly providers?: readonly string[];
  /** Changes of single metrics. @default - none */
  readonly overrides?: readonly MetricsOverride[];
  /** How often, such as `15s`. @default - the provider's */
  readonly reportingInterval?: string;
}

/** What is changed of one metric, or of all. */
export interface MetricsOverride {
  /** @default - all metrics */
  readonly metric?: string;
  /** @default - both sides */
  readonly mode?: 'CLIENT_AND_SERVER' | 'CLIENT' | 'SERVER';
  /** @default false */
  readonly disabled?: boolean;
  /** By tag: an expression to set it to, or `REMOVE`. @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Which requests are traced. @see https://istio.io/latest/docs/reference/config/telemetry/#Tracing */
export interface Tracing {
  /** Names of extensionProviders. @default - the mesh's */
  readonly providers?: readonly string[];
  /** Percent of requests, 0 to 100. @default - the mesh's */
  readonly randomSamplingPercentage?: number;
  /** @default false */
  readonly disableSpanReporting?: boolean;
  /** Tags with fixed values. @default - none */
  readonly customTags?: Readonly<Record<string, string>>;
}

const badShares = ({ tracing = [] }: TelemetryProps) =>
  tracing.flatMap(({ randomSamplingPercentage: share = 0 }) => (share >= 0 && share <= 100 ? [] : [share]));

const CHECKS: Check<TelemetryProps>[] = [
  {
    id: 'AMB174',
    when: ({ accessLogging = [], metrics = [], tracing = [] }) =>
      [...accessLogging, ...metrics, ...tracing].length === 0,
    found: () => 'nothing about access logs, metrics or traces',
    expected: 'one of them',
    cure: 'set accessLogging, metrics or tracing',
  },
  {
    id: 'AMB175',
    when: props => badShares(props).length > 0,
    found: props => `randomSamplingPercentage ${badShares(props).join(', ')}`,
    expected: '0 to 100',
    cure: 'write percent',
  },
];

/** What proxies report: access logs, metrics, traces. */
export class Telemetry extends Construct {
  constructor(scope: Construct, id: string, props: TelemetryProps) {
    super(scope, id);
    const namespace = policyNamespace(props);
    const { name = 'default', targets } = props;
    enforce(this, CHECKS, props);
    enforce(this, TARGET_CHECKS, { namespace, targets, rootNamespace: rootNamespaceOf(meshOrDefault(props.mesh)) });
    // loaded here, so that a system without it does not pay for it
    const { Telemetry: Resource }: typeof generated = require('../../../imports/telemetry.istio.io');
    new Resource(this, 'Resource', {
      metadata: { name, namespace },
      spec: {
        targetRefs: toTargetRefs(targets),
        accessLogging: props.accessLogging?.map(toAccessLogging),
        metrics: props.metrics?.map(toMetrics) as never,
        tracing: props.tracing?.map(toTracing) as never,
      },
    });
  }
}

const toProviders = (names: readonly string[] | undefined) => names?.map(name => ({ name }));

function toAccessLogging({ providers, disabled, filter }: AccessLogging) {
  return {
    providers: toProviders(providers),
    disabled,
    filter: filter === undefined ? undefined : { expression: filter },
  };
}

function toMetrics({ providers, overrides, reportingInterval }: Metrics) {
  return { providers: toProviders(providers), overrides: overrides?.map(toOverride), reportingInterval };
}

function toOverride({ metric, mode, disabled, tags }: MetricsOverride) {
  const tagOverrides =
    tags &&
    Object.fromEntries(
      Object.entries(tags).map(([tag, value]) => [tag, value === 'REMOVE' ? { operation: 'REMOVE' } : { value }]),
    );
  return { match: { metric: metric ?? 'ALL_METRICS', mode: mode ?? 'CLIENT_AND_SERVER' }, disabled, tagOverrides };
}

function toTracing({ providers, customTags, ...tracing }: Tracing) {
  const tags =
    customTags && Object.fromEntries(Object.entries(customTags).map(([tag, value]) => [tag, { literal: { value } }]));
  return { providers: toProviders(providers), ...tracing, customTags: tags };
}
