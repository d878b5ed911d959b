import { StickySession, type StickySessionProps } from '../../../../lib/gateway/sticky-session';
import { resolveMesh } from '../../../../lib/mesh/spec';
import { built, showProps } from '../../../support/show-props';

const PAGE = { serviceName: 'page', namespace: 'app', port: 80 };
const OLD = resolveMesh({ version: '1.30.5' });

showProps<StickySessionProps>('StickySessionProps', {
  base: { name: 'sticky', backend: PAGE, cookie: 'session' },
  makes: built((chart, props) => new StickySession(chart, 'Sticky', props)),
  examples: {
    name: { name: 'other' },
    backend: { backend: { serviceName: 'api', namespace: 'api-ns', port: 81 } },
    cookie: { cookie: 'other' },
    ttl: { ttl: '1h30m' },
    at: [{ mesh: OLD }, { at: 'waypoint' }],
    hasVirtualService: [{ mesh: OLD, at: 'waypoint' }, { hasVirtualService: true }],
    mesh: [{ at: 'waypoint' }, { mesh: OLD }],
  },
});
