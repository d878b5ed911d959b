import type { PlatformOwner } from '../crds/judge';
import type { Present } from '../crds/present';
import { compareVersions } from '../crds/versions';
import type { Kubectl } from '../kubectl/kubectl';

/** From this release on OpenShift's ingress operator owns the definitions. @see https://github.com/openshift/cluster-ingress-operator/pull/1192 */
const OPENSHIFT_OWNS_SINCE = '4.19.0';

/** Whether the platform keeps the definitions of Gateway API. */
export async function platformOwner(kubectl: Kubectl, present: ReadonlyMap<string, Present>): Promise<PlatformOwner> {
  if (present.has('clusterversions.config.openshift.io')) {
    const path = 'jsonpath={.status.desired.version}';
    const version = await kubectl.text(['get', 'clusterversions.config.openshift.io', 'version', '-o', path]);
    return compareVersions(version, OPENSHIFT_OWNS_SINCE) >= 0 ? 'OpenShift' : undefined;
  }
  const { code, stdout } = await kubectl.attempt(['version', '-o', 'json']);
  return code === 0 && /"gitVersion":\s*"v[\d.]+-gke\./.test(stdout) ? 'GKE' : undefined;
}
