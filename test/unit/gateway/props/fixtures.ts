import type { Chart } from 'cdk8s';
import { type Attachment, fromGateway, type RouteParent } from '../../../../lib/gateway/attachment';
import { Gateway } from '../../../../lib/gateway/gateway';
import type { Listener } from '../../../../lib/gateway/listener';

export const PAGE = { serviceName: 'page', namespace: 'app', port: 80 };
export const NEXT = { serviceName: 'page-next', namespace: 'app', port: 80 };
export const API = { serviceName: 'api', namespace: 'backend', port: 8080 };

export const EDGE = fromGateway({ name: 'edge', namespace: 'istio-edge' });
export const INTERNAL = fromGateway({ name: 'internal', namespace: 'istio-internal' });

export const HTTP_LISTENERS: readonly Listener[] = [
  { name: 'main', protocol: 'HTTP', port: 80 },
  { name: 'other', protocol: 'HTTP', port: 8080 },
];

/** Of a route that hangs on every listener of `EDGE`, of which one is called main and one other. */
export const ATTACHMENTS = {
  gateway: { gateway: INTERNAL },
  sectionName: { sectionName: 'main' },
  service: { gateway: undefined, service: PAGE },
  parents: { gateway: undefined, parents: [{ gateway: EDGE, sectionName: 'other' }, { service: PAGE }] },
};

/** A Gateway of that name in the chart, which shows whom it lets in. */
export function addGateway(chart: Chart, { name, namespace }: RouteParent, listeners: readonly Listener[]): Gateway {
  return new Gateway(chart, `Gateway-${name}`, { name, namespace, listeners });
}

/** The same attachment, to Gateways in the chart. */
export function attachTo<P extends Attachment>(chart: Chart, listeners: readonly Listener[], props: P): P {
  const withGateway = <Parent extends { gateway?: RouteParent }>(parent: Parent): Parent =>
    parent.gateway === undefined ? parent : { ...parent, gateway: addGateway(chart, parent.gateway, listeners) };
  return props.parents === undefined ? withGateway(props) : { ...props, parents: props.parents.map(withGateway) };
}
