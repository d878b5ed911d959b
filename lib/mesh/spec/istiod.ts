import { ISTIOD_POD_DEFAULTS, type IstiodPodProps } from './istiod-pod';
import { ISTIOD_SCALE_DEFAULTS, type IstiodScaleProps } from './istiod-scale';
import type { ResolvedResources } from './pod';
import { type WithDefaults, withDefaults } from './with-defaults';

/**
 * The control plane: what the chart `istiod` takes, where it concerns an ambient mesh.
 *
 * @see https://github.com/istio/istio/blob/master/manifests/charts/istio-control/istio-discovery/values.yaml
 */
export interface IstiodProps extends IstiodScaleProps, IstiodPodProps {
  /** Share of requests that are traced, in percent; zero leaves it to istiod. @default 1 */
  readonly traceSampling?: number;
  /** Whether proxies report Prometheus metrics unless a Telemetry says otherwise. @default true */
  readonly telemetryEnabled?: boolean;
  /** Whether istiod writes analysis messages into the status of Istio's objects. @default false */
  readonly enableAnalysis?: boolean;
  /**
   * The controller that takes a taint off a node once istio-cni is ready there. Up to 1.29 it also needs
   * `PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS: 'true'` in `env`.
   * @default false
   */
  readonly taintEnabled?: boolean;
  /** The taint that the controller takes off, from 1.30 on. @default 'cni.istio.io/not-ready' */
  readonly taintName?: string;
  /** Where the controller looks for istio-cni's pods. @default - istio-cni's namespace when the controller is on */
  readonly taintNamespace?: string;
  /** Whether istiod validates Istio's objects that carry its revision. @default true */
  readonly configValidation?: boolean;
  /**
   * What happens to Istio's objects while istiod's webhook cannot be reached. istiod itself turns `Ignore` into `Fail`
   * once it is up.
   * @default 'Ignore'
   */
  readonly validationFailurePolicy?: 'Ignore' | 'Fail';
  /** The webhook's URL where istiod runs outside the cluster. @default - istiod's Service */
  readonly validationUrl?: string;
  /** The webhook's certificate authority, base64 encoded PEM; istiod then leaves it alone. @default - istiod's own */
  readonly validationCABundle?: string;
  /** Who signs istiod's certificate. @default 'istiod' */
  readonly pilotCertProvider?: string;
  /** Signers whose certificate requests istiod may approve, with a cert provider outside istiod. @default - none */
  readonly certSigners?: readonly string[];
  /** A root certificate, PEM, that istiod trusts where it fetches JWKS. @default - none */
  readonly jwksResolverExtraRootCA?: string;
  /** The ConfigMap of revoked certificates, from 1.29 on. @default - istiod's own name */
  readonly crlConfigMapName?: string;
  /** Whether the mesh's configuration is served from outside this cluster. @default false */
  readonly externalIstiod?: boolean;
}

const ISTIOD_DEFAULTS = {
  ...ISTIOD_SCALE_DEFAULTS,
  ...ISTIOD_POD_DEFAULTS,
  traceSampling: 1,
  telemetryEnabled: true,
  enableAnalysis: false,
  taintEnabled: false,
  taintName: 'cni.istio.io/not-ready',
  configValidation: true,
  validationFailurePolicy: 'Ignore',
  pilotCertProvider: 'istiod',
  certSigners: [],
  externalIstiod: false,
} as const satisfies IstiodProps;

export type ResolvedIstiod = WithDefaults<IstiodProps, typeof ISTIOD_DEFAULTS> & {
  readonly resources: ResolvedResources;
};

export const resolveIstiod = (props: IstiodProps | undefined): ResolvedIstiod =>
  withDefaults(props, ISTIOD_DEFAULTS) as ResolvedIstiod;
