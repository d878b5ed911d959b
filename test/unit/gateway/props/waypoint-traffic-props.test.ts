import {
  type Fault,
  type WaypointRetries,
  WaypointTraffic,
  type WaypointTrafficProps,
} from '../../../../lib/gateway/waypoint-traffic';
import { canary } from '../../../../lib/gateway/weighted-backend';
import { resolveMesh } from '../../../../lib/mesh/spec';
import { built, showProps } from '../../../support/show-props';
import { NEXT, PAGE } from './fixtures';

const RETRIES: WaypointRetries = { attempts: 3 };
const DELAY = { fixedDelay: '5s', percent: 10 };
const TESTERS = { header: 'x-fault', value: 'on' };
const ABORT = { httpStatus: 503, percent: 1 };

showProps<WaypointTrafficProps>('WaypointTrafficProps', {
  base: { name: 'page', service: PAGE, timeout: '10s' },
  makes: built((chart, props) => new WaypointTraffic(chart, 'Traffic', props)),
  examples: {
    name: { name: 'other' },
    service: { service: { serviceName: 'api', namespace: 'backend', port: 8080 } },
    backends: { backends: canary(PAGE, NEXT, 10) },
    timeout: { timeout: '1m30s' },
    retries: { retries: RETRIES },
    fault: { fault: { abort: ABORT } },
    channel: [{ retries: RETRIES }, { channel: 'experimental' }],
    mesh: [{ retries: RETRIES }, { mesh: resolveMesh({ clusterDomain: 'example.local' }) }],
  },
});

showProps<WaypointRetries>('WaypointRetries', {
  base: RETRIES,
  makes: built((chart, retries) => new WaypointTraffic(chart, 'Traffic', { name: 'page', service: PAGE, retries })),
  examples: {
    attempts: { attempts: 5 },
    'attempts, none': { attempts: 0 },
    perTryTimeout: { perTryTimeout: '2s' },
    codes: { codes: [502, 503] },
    backoff: { backoff: '100ms' },
  },
});

showProps<Fault>('Fault', {
  base: { abort: ABORT },
  makes: built((chart, fault) => new WaypointTraffic(chart, 'Traffic', { name: 'page', service: PAGE, fault })),
  examples: {
    delay: { delay: DELAY },
    'delay.fixedDelay': [{ delay: DELAY }, { delay: { ...DELAY, fixedDelay: '500ms' } }],
    'delay.percent': [{ delay: DELAY }, { delay: { ...DELAY, percent: 50 } }],
    abort: [{ abort: undefined, delay: DELAY }, { abort: ABORT }],
    'abort.httpStatus': { abort: { ...ABORT, httpStatus: 500 } },
    'abort.percent': { abort: { ...ABORT, percent: 50 } },
    onlyWith: { onlyWith: TESTERS },
    'onlyWith.header': [{ onlyWith: TESTERS }, { onlyWith: { ...TESTERS, header: 'x-chaos' } }],
    'onlyWith.value': [{ onlyWith: TESTERS }, { onlyWith: { ...TESTERS, value: 'yes' } }],
  },
});
