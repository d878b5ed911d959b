import type { k8s } from 'cdk8s-plus-28';
import { revisionLabel } from '../names';
import type { ResolvedMesh } from '../spec';
import type { Labels } from '../spec/pod';
import { hole, literal, type Templated } from './templated';

export const GATEWAY_NAME_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** What a Gateway says to istiod, kubectl or itself, and not to what is deployed for it. */
const KEPT_ON_GATEWAY = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'gateway.istio.io/name-override',
  'gateway.istio.io/service-account',
  'gateway.istio.io/controller-version',
];

/** Labels of the pods, as pipelines; a Gateway may override them. */
const POD_LABELS = {
  'sidecar.istio.io/inject': literal('false'),
  'service.istio.io/canonical-name': '.DeploymentName',
  'service.istio.io/canonical-revision': literal('latest'),
};

/** Labels and annotations as every object of a Gateway has them. */
export const METADATA_DEFINITIONS = {
  labels: `mergeMaps .InfrastructureLabels ${dict({
    [GATEWAY_NAME_LABEL]: '.Name',
    'gateway.networking.k8s.io/gateway-class-name': '.GatewayClass',
    'gateway.istio.io/managed': '.ControllerLabel',
  })}`,
  annotations: `omit .InfrastructureAnnotations ${KEPT_ON_GATEWAY.map(literal).join(' ')}`,
};

/** Metadata of an object that goes when its Gateway goes. */
export function toMetadata(name: string, annotations = 'toJsonMap $annotations'): Templated<k8s.ObjectMeta> {
  return {
    name: hole(`${name} | quote`),
    namespace: hole('.Namespace | quote'),
    annotations: hole(annotations),
    labels: hole('toJsonMap $labels'),
    ownerReferences: [
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'Gateway',
        name: hole('.Name | quote'),
        uid: hole('.UID | quote'),
      },
    ],
  };
}

/** Metadata of the pods, which Prometheus finds by their annotations; `labels` are further pipelines. */
export function toPodMetadata(mesh: ResolvedMesh, labels: Labels = {}): Templated<k8s.ObjectMeta> {
  const annotations = {
    'istio.io/rev': literal(revisionLabel(mesh)),
    'prometheus.io/path': literal('/stats/prometheus'),
    'prometheus.io/port': literal('15020'),
    'prometheus.io/scrape': literal('true'),
  };
  return {
    annotations: hole(`toJsonMap $annotations ${dict(annotations)}`),
    labels: hole(`toJsonMap ${dict({ ...POD_LABELS, ...labels })} $labels`),
  };
}

/** A map of pipelines by key, in istiod's own type for labels. */
export function dict(entries: Labels): string {
  const pairs = Object.entries(entries).map(([key, pipeline]) => `${literal(key)} ${pipeline}`);
  return `(strdict ${pairs.join(' ')})`;
}
