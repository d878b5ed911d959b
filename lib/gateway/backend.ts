/** What a route can send requests to: a port of a Service. An app implements it. */
export interface Backend {
  /** metadata.name of the Service. */
  readonly serviceName: string;

  /** metadata.namespace of the Service. */
  readonly namespace: string;

  /** The Service's port (not the container's). */
  readonly port: number;
}

/** The name under which the mesh knows the Service of a backend. */
export function toHost(backend: Backend, clusterDomain = 'cluster.local'): string {
  return `${backend.serviceName}.${backend.namespace}.svc.${clusterDomain}`;
}
