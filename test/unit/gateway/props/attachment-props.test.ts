import type { Attachment, RouteParent } from '../../../../lib/gateway/attachment';
import type { Backend } from '../../../../lib/gateway/backend';
import { HttpRoute } from '../../../../lib/gateway/http-route';
import { TcpRoute } from '../../../../lib/gateway/tcp-route';
import type { WeightedBackend } from '../../../../lib/gateway/weighted-backend';
import { built, showProps } from '../../../support/show-props';
import { API, ATTACHMENTS, attachTo, EDGE, HTTP_LISTENERS, NEXT, PAGE } from './fixtures';

const RULES = [{ name: 'all', backends: [{ backend: PAGE }] }];

showProps<Attachment>('Attachment', {
  base: { gateway: EDGE },
  makes: built(
    (chart, attachment) =>
      new HttpRoute(chart, 'Route', { name: 'page', rules: RULES, ...attachTo(chart, HTTP_LISTENERS, attachment) }),
  ),
  examples: ATTACHMENTS,
});

showProps<RouteParent>('RouteParent', {
  base: EDGE,
  makes: built(
    (chart, gateway) => new HttpRoute(chart, 'Route', { name: 'page', gateway, sectionName: 'http', rules: RULES }),
  ),
  examples: {
    kind: { kind: 'ListenerSet' },
    name: { name: 'internal' },
    namespace: { namespace: 'istio-internal' },
    listeners: { listeners: [{ name: 'web', protocol: 'HTTP', port: 80 }] },
  },
});

showProps<Backend>('Backend', {
  base: PAGE,
  makes: built((chart, backend) => {
    const rules = [{ name: 'all', backends: [{ backend }] }];
    new HttpRoute(chart, 'Route', { name: 'page', namespace: 'app', gateway: EDGE, rules });
  }),
  examples: {
    serviceName: { serviceName: 'api' },
    namespace: { namespace: 'other' },
    port: { port: 8080 },
  },
});

showProps<WeightedBackend>('WeightedBackend', {
  base: { backend: NEXT },
  makes: built((chart, weighted) => {
    const backends = [{ backend: PAGE, weight: 9 }, weighted];
    new TcpRoute(chart, 'Route', { name: 'page', gateway: EDGE, backends });
  }),
  examples: {
    backend: { backend: API },
    weight: { weight: 3 },
  },
});
