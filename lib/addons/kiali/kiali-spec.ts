/**
 * The fields of a Kiali that are set here. Its CRD takes anything at all; these are documented ones, which a test checks.
 * @see https://kiali.io/docs/configuration/kialis.kiali.io/
 */
export interface KialiSpec {
  readonly version: string;
  readonly auth?: { readonly strategy: KialiLogin };
  readonly deployment: {
    readonly cluster_wide_access: boolean;
    readonly discovery_selectors?: { readonly default: readonly { readonly matchLabels: Record<string, string> }[] };
    readonly image_version?: string;
    readonly ingress?: { readonly enabled: boolean };
    readonly replicas: number;
    readonly resources: { readonly requests: Record<string, string>; readonly limits: Record<string, string> };
    readonly view_only_mode: boolean;
  };
  readonly external_services: {
    readonly grafana: { readonly enabled: boolean };
    readonly prometheus: { readonly url: string };
    readonly tracing: { readonly enabled: boolean };
  };
}

/** How users prove who they are. `anonymous` lets in everyone who reaches it. */
export type KialiLogin = 'anonymous' | 'token' | 'openshift' | 'openid' | 'header';
