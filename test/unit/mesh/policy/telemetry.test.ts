import { serviceTarget } from '../../../../lib/mesh/policy/target';
import { Telemetry, type TelemetryProps } from '../../../../lib/mesh/policy/telemetry';
import { faults, only, synthesize } from '../../../support/synthesize';

const spec = (props: TelemetryProps) =>
  only(
    synthesize(chart => new Telemetry(chart, 'Telemetry', props)),
    'Telemetry',
  ).spec;

test('a Telemetry changes the access logs of the mesh', () => {
  expect(
    synthesize(
      chart =>
        new Telemetry(chart, 'Telemetry', { namespace: 'istio-system', accessLogging: [{ providers: ['envoy'] }] }),
    ),
  ).toEqual([
    {
      apiVersion: 'telemetry.istio.io/v1',
      kind: 'Telemetry',
      metadata: { name: 'default', namespace: 'istio-system' },
      spec: { accessLogging: [{ providers: [{ name: 'envoy' }] }] },
    },
  ]);
});

describe('each prop shows', () => {
  test('name and targets, in whose namespace it is', () => {
    const targets = [serviceTarget({ serviceName: 'cart', namespace: 'shop' })];
    const [object] = synthesize(
      chart => new Telemetry(chart, 'Telemetry', { name: 'cart', targets, accessLogging: [{ disabled: true }] }),
    );
    expect(object).toMatchObject({
      metadata: { name: 'cart', namespace: 'shop' },
      spec: { targetRefs: [{ group: '', kind: 'Service', name: 'cart' }], accessLogging: [{ disabled: true }] },
    });
  });

  test('accessLogging, with a filter', () =>
    expect(spec({ namespace: 'a', accessLogging: [{ filter: 'response.code >= 400' }] }).accessLogging).toEqual([
      { filter: { expression: 'response.code >= 400' } },
    ]));

  test('metrics', () =>
    expect(
      spec({
        namespace: 'a',
        metrics: [
          {
            providers: ['prometheus'],
            reportingInterval: '15s',
            overrides: [
              { metric: 'REQUEST_COUNT', mode: 'CLIENT', disabled: true },
              { tags: { method: 'request.method', host: 'REMOVE' } },
            ],
          },
        ],
      }).metrics,
    ).toEqual([
      {
        providers: [{ name: 'prometheus' }],
        reportingInterval: '15s',
        overrides: [
          { match: { metric: 'REQUEST_COUNT', mode: 'CLIENT' }, disabled: true },
          {
            match: { metric: 'ALL_METRICS', mode: 'CLIENT_AND_SERVER' },
            tagOverrides: { method: { value: 'request.method' }, host: { operation: 'REMOVE' } },
          },
        ],
      },
    ]));

  test('tracing', () =>
    expect(
      spec({
        namespace: 'a',
        tracing: [
          {
            providers: ['otel'],
            randomSamplingPercentage: 5,
            disableSpanReporting: false,
            customTags: { cluster: 'one' },
          },
        ],
      }).tracing,
    ).toEqual([
      {
        providers: [{ name: 'otel' }],
        randomSamplingPercentage: 5,
        disableSpanReporting: false,
        customTags: { cluster: { literal: { value: 'one' } } },
      },
    ]));
});

test('fails where it says nothing', () => {
  expect(faults(chart => new Telemetry(chart, 'Telemetry', { namespace: 'a' }))).toMatchInlineSnapshot(
    `AMB174: found nothing about access logs, metrics or traces, expected one of them: set accessLogging, metrics or tracing`,
  );
});

test('fails with more than all requests traced', () => {
  const props = { namespace: 'a', tracing: [{ randomSamplingPercentage: 101 }] };
  expect(faults(chart => new Telemetry(chart, 'Telemetry', props))).toMatchInlineSnapshot(
    `AMB175: found randomSamplingPercentage 101, expected 0 to 100: write percent`,
  );
});
