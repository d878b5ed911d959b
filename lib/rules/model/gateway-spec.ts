import type { LabelSelector } from './label-selectors';

/**
 * A Gateway as the API server stores it, as far as istiod reads it.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspec
 */
export interface GatewaySpec {
  readonly gatewayClassName: string;
  readonly listeners?: readonly ListenerSpec[];
  readonly addresses?: readonly { readonly type?: string; readonly value?: string }[];
  readonly allowedListeners?: { readonly namespaces?: FromNamespaces };
  readonly infrastructure?: {
    readonly parametersRef?: { readonly group: string; readonly kind: string; readonly name: string };
  };
  readonly tls?: {
    readonly backend?: { readonly clientCertificateRef?: ObjectReference };
    readonly frontend?: FrontendTls;
  };
}

/** Of a Gateway or a ListenerSet; only there the port may be left out. */
export interface ListenerSpec {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly hostname?: string;
  readonly tls?: ListenerTls;
  readonly allowedRoutes?: {
    readonly namespaces?: FromNamespaces;
    readonly kinds?: readonly { readonly group?: string; readonly kind: string }[];
  };
}

export interface ListenerTls {
  readonly mode?: 'Terminate' | 'Passthrough';
  readonly certificateRefs?: readonly ObjectReference[];
  readonly options?: Readonly<Record<string, string>>;
}

/** How clients of the Gateway are authenticated. */
export interface FrontendTls {
  readonly default: { readonly validation?: ClientValidation };
  readonly perPort?: readonly { readonly port: number; readonly tls: { readonly validation?: ClientValidation } }[];
}

export interface ClientValidation {
  readonly caCertificateRefs?: readonly ObjectReference[];
  readonly mode?: string;
}

/** Group, kind and namespace default to those of the field. */
export interface ObjectReference {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface FromNamespaces {
  readonly from?: 'All' | 'Same' | 'Selector' | 'None';
  readonly selector?: LabelSelector;
}
