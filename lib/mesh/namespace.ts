import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkShape } from '../core/shape';

/** Whether ztunnel captures the pods of a namespace. */
export type MeshMode = 'ambient' | 'none';

/** A level of the Pod Security Standards. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

export interface NamespaceProps {
  /** metadata.name: a DNS label of at most 63 characters. */
  readonly name: string;

  /**
   * `ambient` enrols every pod of the namespace, `none` leaves all of them out.
   * @default 'ambient'
   * @see https://istio.io/latest/docs/ambient/usage/add-workloads/
   */
  readonly mesh?: MeshMode;

  /**
   * The level that the API server enforces, audits and warns about.
   * Only the namespace of istio-cni and ztunnel needs `privileged`.
   * @default 'restricted'
   * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
   */
  readonly podSecurity?: PodSecurityLevel;

  /**
   * Further labels; they win over those that the other props give.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The label by which a namespace or pod joins the mesh. */
export const DATAPLANE_MODE_LABEL = 'istio.io/dataplane-mode';

/** The labels of a namespace, by what its props mean to the mesh and to Pod Security. */
export function toNamespaceLabels(props: NamespaceProps): Record<string, string> {
  const level = props.podSecurity ?? 'restricted';
  return {
    ...((props.mesh ?? 'ambient') === 'ambient' ? { [DATAPLANE_MODE_LABEL]: 'ambient' } : {}),
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/audit': level,
    'pod-security.kubernetes.io/warn': level,
    ...props.labels,
  };
}

/** A Namespace with its mesh mode and its Pod Security level. */
export class Namespace extends Construct {
  /** metadata.name of the Namespace. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    checkShape(this, 'Namespace', props, { name: 'text', labels: 'map' });
    this.name = props.name;
    new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: props.name, labels: toNamespaceLabels(props) },
    });
  }
}
