import { ApiObject, JsonPatch } from 'cdk8s';
import {
  Capability,
  type ContainerSecurityContextProps,
  type Deployment,
  Pod,
  SeccompProfileType,
} from 'cdk8s-plus-28';
import { writeEmptyAnnotations } from '../core/applied-record';

/**
 * What a container must say to run in a namespace of Pod Security level `restricted`.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const RESTRICTED_CONTAINER: ContainerSecurityContextProps = {
  ensureNonRoot: true,
  privileged: false,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: [Capability.ALL] },
  seccompProfile: { type: SeccompProfileType.RUNTIME_DEFAULT },
};

/**
 * Spreads the pods of a Deployment over nodes where it can, and takes away the label that cdk8s-plus puts on them:
 * a hash of the construct path would roll every pod when a construct moves.
 */
export function spreadOverNodes(deployment: Deployment, labels: Readonly<Record<string, string>>): void {
  const hashLabel = Pod.ADDRESS_LABEL.replace('/', '~1');
  const object = ApiObject.of(deployment);
  writeEmptyAnnotations(object);
  object.addJsonPatch(
    JsonPatch.remove(`/spec/template/metadata/labels/${hashLabel}`),
    JsonPatch.add('/spec/template/spec/topologySpreadConstraints', [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: labels },
      },
    ]),
  );
}
