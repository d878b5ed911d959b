import type { KubeObject } from '../../../lib/core/object-index';

/** An Ingress, as far as it is written. @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/ */
export interface Ingress extends KubeObject {
  readonly spec?: {
    readonly ingressClassName?: string;
    readonly defaultBackend?: IngressBackend;
    readonly tls?: readonly { readonly hosts?: readonly string[]; readonly secretName?: string }[];
    readonly rules?: readonly IngressRule[];
  };
}

export interface IngressRule {
  readonly host?: string;
  readonly http?: { readonly paths?: readonly IngressPath[] };
}

export interface IngressPath {
  readonly path?: string;
  readonly pathType?: string;
  readonly backend?: IngressBackend;
}

export interface IngressBackend {
  readonly service?: { readonly name: string; readonly port?: { readonly name?: string; readonly number?: number } };
  readonly resource?: { readonly kind: string; readonly name: string };
}

/** The class of an Ingress: its field, or the annotation that was there before the field. */
export function classOf({ spec, metadata }: Ingress): string | undefined {
  return spec?.ingressClassName ?? metadata.annotations?.['kubernetes.io/ingress.class'];
}

/** The namespace of an object. */
export const namespaceOf = ({ metadata }: KubeObject): string => metadata.namespace ?? 'default';

/** The host of a rule; undefined stands for every host. */
export const hostOf = ({ host }: IngressRule): string | undefined => (host === '' ? undefined : host);

/** The hosts of an Ingress, and every other one where it has a backend for what no rule takes. */
export function hostsOf({ spec: { rules = [], defaultBackend } = {} }: Ingress): (string | undefined)[] {
  return [...new Set([...rules.map(hostOf), ...(defaultBackend === undefined ? [] : [undefined])])];
}
