import { EVERY_WAYPOINT, type PolicyTarget } from '../../../../../lib/mesh/policy/target';
import {
  type AccessLogging,
  type Metrics,
  type MetricsOverride,
  Telemetry,
  type TelemetryProps,
  type Tracing,
} from '../../../../../lib/mesh/policy/telemetry';
import { resolveMesh } from '../../../../../lib/mesh/spec';
import { built, showProps } from '../../../../support/show-props';

const WAYPOINT: PolicyTarget = { kind: 'Gateway', name: 'waypoint', namespace: 'app' };
const ENVOY = { providers: ['envoy'] };

/** What a Telemetry makes of a part. */
const telling = <Part>(toProps: (part: Part) => TelemetryProps) =>
  built<Part>((chart, part) => new Telemetry(chart, 'Telemetry', { namespace: 'app', ...toProps(part) }));

showProps<TelemetryProps>('TelemetryProps', {
  base: { namespace: 'app', accessLogging: [ENVOY] },
  makes: telling(props => props),
  examples: {
    name: { name: 'logs' },
    namespace: { namespace: 'istio-system' },
    targets: { targets: [WAYPOINT] },
    accessLogging: { accessLogging: [ENVOY, { providers: ['otel'] }] },
    metrics: { metrics: [{ providers: ['prometheus'] }] },
    tracing: { tracing: [{ providers: ['zipkin'] }] },
    mesh: [{ targets: [EVERY_WAYPOINT], namespace: 'mesh' }, { mesh: resolveMesh({ namespace: 'mesh' }) }],
  },
});

showProps<AccessLogging>('AccessLogging', {
  base: {},
  makes: telling(logging => ({ accessLogging: [logging] })),
  examples: {
    providers: ENVOY,
    disabled: { disabled: true },
    filter: { filter: 'response.code >= 400' },
  },
});

showProps<Metrics>('Metrics', {
  base: {},
  makes: telling(metrics => ({ metrics: [metrics] })),
  examples: {
    providers: { providers: ['prometheus'] },
    overrides: { overrides: [{ metric: 'REQUEST_SIZE', disabled: true }] },
    reportingInterval: { reportingInterval: '15s' },
  },
});

showProps<MetricsOverride>('MetricsOverride', {
  base: {},
  makes: telling(override => ({ metrics: [{ overrides: [override] }] })),
  examples: {
    metric: { metric: 'REQUEST_COUNT' },
    mode: { mode: 'CLIENT' },
    disabled: { disabled: true },
    tags: { tags: { request_method: 'request.method', source_cluster: 'REMOVE' } },
  },
});

showProps<Tracing>('Tracing', {
  base: {},
  makes: telling(tracing => ({ tracing: [tracing] })),
  examples: {
    providers: { providers: ['zipkin'] },
    randomSamplingPercentage: { randomSamplingPercentage: 5 },
    disableSpanReporting: { disableSpanReporting: true },
    customTags: { customTags: { environment: 'prod' } },
  },
});
