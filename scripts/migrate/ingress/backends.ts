import type { Backend } from '../../../lib/gateway/backend';
import type { FieldPath, Manifest } from '../manifest';
import type { Remarks } from '../remarks';
import { type IngressBackend, namespaceOf } from './ingress';

/** The Services among the manifests, by which ports are found that an Ingress gives by name. */
export class Services {
  private readonly ports = new Map<string, readonly { readonly name?: string; readonly port: number }[]>();

  constructor(manifests: readonly Manifest[]) {
    for (const { object } of manifests) {
      if (object.kind !== 'Service' || object.apiVersion !== 'v1') continue;
      this.ports.set(`${namespaceOf(object)}/${object.metadata.name}`, object.spec?.ports ?? []);
    }
  }

  /** The number of a port by its name; undefined where Service or port are not among the manifests. */
  port(namespace: string, service: string, name: string): number | undefined {
    return this.ports.get(`${namespace}/${service}`)?.find(port => port.name === name)?.port;
  }
}

/** The backend of a path; undefined where it has no equivalent, which is listed. */
export function toBackend(
  manifest: Manifest,
  path: FieldPath,
  { service, resource }: IngressBackend,
  services: Services,
  remarks: Remarks,
): Backend | undefined {
  const namespace = namespaceOf(manifest.object);
  if (service === undefined) {
    remarks.add('AMB754', manifest, path, {
      level: 'error',
      found: resource === undefined ? 'a backend without a Service' : `backend ${resource.kind} ${resource.name}`,
      expected: 'a Service: a gateway of Istio sends requests to nothing else',
      cure: 'serve it by a Service, and add a rule for it to the route',
    });
    return undefined;
  }
  const { name: portName, number: portNumber } = service.port ?? {};
  const port = portNumber ?? (portName && services.port(namespace, service.name, portName));
  if (typeof port === 'number') return { serviceName: service.name, namespace, port };
  remarks.add('AMB753', manifest, [...path, 'service'], {
    level: 'error',
    found:
      portName === undefined
        ? `Service ${service.name} without a port`
        : `port "${portName}" of Service ${service.name}`,
    expected: 'a number, or a Service among the manifests that has a port of that name: routes know numbers only',
    cure: `name the file of Service ${namespace}/${service.name} too, or write the number`,
  });
  return undefined;
}
