import { fromResource, toEnv } from '../environment';
import { revisionLabel } from '../names';
import type { ResolvedMesh } from '../spec';
import type { EnvVar } from '../spec/pod';

const fromPodField = (name: string, fieldPath: string): EnvVar => ({
  name,
  valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath } },
});

/** What istiod learns of itself. */
function toIdentity(mesh: ResolvedMesh): EnvVar[] {
  return [
    { name: 'REVISION', value: revisionLabel(mesh) },
    { name: 'PILOT_CERT_PROVIDER', value: mesh.istiod.pilotCertProvider },
    fromPodField('POD_NAME', 'metadata.name'),
    fromPodField('POD_NAMESPACE', 'metadata.namespace'),
    fromPodField('SERVICE_ACCOUNT', 'spec.serviceAccountName'),
    { name: 'KUBECONFIG', value: '/var/run/secrets/remote/config' },
  ];
}

/** A percentage as Go prints it: with an exponent of two digits below a ten thousandth. */
const toGoText = (percentage: number): string =>
  percentage < 1e-4 ? percentage.toExponential().replace(/-(\d)$/, '-0$1') : String(percentage);

/** Variables that only some specs have. */
function toOptional(mesh: ResolvedMesh): EnvVar[] {
  const { istiod, row, trustBundleName } = mesh;
  const namesTaint = istiod.taintEnabled && row.knows.untaintByDeployment;
  const fips = row.knows.fipsMode && istiod.env.COMPLIANCE_POLICY === 'fips-140-3';
  const optional: Record<string, string | undefined> = {
    GODEBUG: fips ? 'fips140=only' : undefined,
    PILOT_TRACE_SAMPLING: istiod.traceSampling === 0 ? undefined : toGoText(istiod.traceSampling),
    PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS: namesTaint ? 'true' : undefined,
    PILOT_NODE_UNTAINT_CONTROLLERS_TAINT_NAME: namesTaint ? istiod.taintName : undefined,
    EXTERNAL_ISTIOD: istiod.externalIstiod && !istiod.env.EXTERNAL_ISTIOD ? 'true' : undefined,
    PILOT_CA_CERT_CONFIGMAP: trustBundleName,
    PILOT_CRL_CONFIGMAP: istiod.crlConfigMapName,
  };
  return Object.entries(optional).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

/** The environment of istiod's container. */
export function toIstiodEnv(mesh: ResolvedMesh): EnvVar[] {
  const { istiod, ztunnel } = mesh;
  const trusted = { CA_TRUSTED_NODE_ACCOUNTS: `${ztunnel.namespace}/${ztunnel.resourceName}` };
  return [
    ...toIdentity(mesh),
    ...toEnv({ ...trusted, PILOT_ENABLE_AMBIENT: 'true', ...istiod.env }),
    ...istiod.envVarFrom,
    ...toOptional(mesh),
    { name: 'PILOT_ENABLE_ANALYSIS', value: String(istiod.enableAnalysis) },
    { name: 'CLUSTER_ID', value: mesh.clusterName },
    ...(mesh.row.knows.istiodMemoryLimit ? [fromResource('GOMEMLIMIT', 'limits.memory', '1')] : []),
    fromResource('GOMAXPROCS', 'limits.cpu', '1'),
    { name: 'PLATFORM', value: mesh.platform ?? '' },
  ];
}
