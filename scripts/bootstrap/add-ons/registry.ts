import type { KubeObject } from '../../../lib/core/object-index';
import { type AddOn, ofGroups, subscribed } from './add-on';

/** An annotation by which cert-manager makes the certificates of a Gateway. */
const shimmed = (objects: readonly KubeObject[]): boolean =>
  objects.some(
    ({ kind, metadata }) =>
      kind === 'Gateway' &&
      Object.keys(metadata.annotations ?? {}).some(key => /^cert-manager\.io\/(cluster-)?issuer$/.test(key)),
  );

const CERT_MANAGER: AddOn = {
  name: 'cert-manager',
  version: 'v1.21.2',
  source: {
    type: 'manifest',
    url: 'https://github.com/cert-manager/cert-manager/releases/download/v1.21.2/cert-manager.yaml',
  },
  namespace: 'cert-manager',
  isNeeded: objects => ofGroups('cert-manager.io', 'acme.cert-manager.io')(objects) || shimmed(objects),
  definition: 'certificates.cert-manager.io',
  probe: {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    metadata: { name: 'probe', namespace: 'cert-manager' },
    spec: { selfSigned: {} },
  },
};

const METALLB: AddOn = {
  name: 'metallb',
  version: 'v0.16.2',
  source: {
    type: 'manifest',
    url: 'https://raw.githubusercontent.com/metallb/metallb/v0.16.2/config/manifests/metallb-native.yaml',
  },
  namespace: 'metallb-system',
  isNeeded: ofGroups('metallb.io'),
  definition: 'ipaddresspools.metallb.io',
  probe: {
    apiVersion: 'metallb.io/v1beta1',
    kind: 'IPAddressPool',
    metadata: { name: 'probe', namespace: 'metallb-system' },
    spec: { addresses: ['192.0.2.1/32'], autoAssign: false },
  },
};

const FLUX: AddOn = {
  name: 'flux',
  version: 'v2.9.5',
  source: { type: 'manifest', url: 'https://github.com/fluxcd/flux2/releases/download/v2.9.5/install.yaml' },
  namespace: 'flux-system',
  isNeeded: ofGroups('helm.toolkit.fluxcd.io', 'kustomize.toolkit.fluxcd.io', 'source.toolkit.fluxcd.io'),
  definition: 'helmreleases.helm.toolkit.fluxcd.io',
};

/** @see https://github.com/istio-ecosystem/sail-operator/blob/main/chart/README.md */
const SAIL: AddOn = {
  name: 'sail-operator',
  version: '1.30.3',
  source: {
    type: 'chart',
    repository: 'https://istio-ecosystem.github.io/sail-operator',
    chart: 'sail-operator',
  },
  namespace: 'sail-operator',
  isNeeded: objects => ofGroups('sailoperator.io')(objects) && !subscribed(objects, 'sailoperator'),
  definition: 'istios.sailoperator.io',
};

/** @see https://kiali.io/docs/installation/installation-guide/install-with-helm/ */
const KIALI: AddOn = {
  name: 'kiali-operator',
  version: '2.30.0',
  source: { type: 'chart', repository: 'https://kiali.org/helm-charts', chart: 'kiali-operator' },
  namespace: 'kiali-operator',
  isNeeded: objects => ofGroups('kiali.io')(objects) && !subscribed(objects, 'kiali'),
  definition: 'kialis.kiali.io',
};

/** Its manifest puts everything into namespace `default`. */
const PROMETHEUS: AddOn = {
  name: 'prometheus-operator',
  version: 'v0.93.0',
  source: {
    type: 'manifest',
    url: 'https://raw.githubusercontent.com/prometheus-operator/prometheus-operator/v0.93.0/bundle.yaml',
  },
  namespace: 'default',
  isNeeded: ofGroups('monitoring.coreos.com'),
  definition: 'podmonitors.monitoring.coreos.com',
};

/** Every add-on, in the order in which they are installed; what is needed is told by a topology's objects. */
export const ADD_ONS: readonly AddOn[] = [CERT_MANAGER, METALLB, FLUX, SAIL, KIALI, PROMETHEUS];
