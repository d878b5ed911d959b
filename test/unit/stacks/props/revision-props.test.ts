import type { RevisionProps } from '../../../../lib/mesh/revisions';
import type { AmbientMeshProps } from '../../../../lib/mesh/spec';
import { AmbientSystem } from '../../../../lib/stacks/system';
import { type Made, made } from '../../../support/changes';
import { showProps } from '../../../support/show-props';

const MESH: AmbientMeshProps = { version: '1.30.5', tag: '1.30.5-patched' };

/** The objects of a system with one istiod more, in whose chart its name does not count. */
function toSystem(props: RevisionProps): Made {
  const objects = made(chart => new AmbientSystem(chart, { mesh: MESH, revisions: [props] }));
  return new Map([...objects].map(([path, object]) => [path.replace(`istiod-${props.revision}/`, 'second/'), object]));
}

const SHORT = { 'kube-gateway': 'kind: Deployment\n', waypoint: 'kind: Deployment\n' };

showProps<RevisionProps>('RevisionProps', {
  base: { revision: 'canary' },
  makes: toSystem,
  examples: {
    revision: { revision: 'next' },
    version: { version: '1.31.1' },
    revisionTags: { revisionTags: ['stable'] },
    hub: { hub: 'mirror.example.com/istio' },
    tag: { tag: '1.30.5-rebuilt' },
    variant: { variant: 'debug' },
    imagePullPolicy: { imagePullPolicy: 'Always' },
    imagePullSecrets: { imagePullSecrets: ['regcred'] },
    readerRbac: { readerRbac: false },
    meshId: { meshId: 'mesh1' },
    clusterName: { clusterName: 'east' },
    network: { network: 'network1' },
    meshNetworks: { meshNetworks: { network2: { endpoints: [{ fromRegistry: 'west' }] } } },
    clusterDomain: { clusterDomain: 'example.internal' },
    caAddress: { caAddress: 'ca.example.com:443' },
    caName: { caName: 'GkeWorkloadCertificate' },
    trustBundleName: { trustBundleName: 'mesh-roots' },
    tokenAudience: { tokenAudience: 'mesh.example.com' },
    logLevel: { logLevel: 'default:debug' },
    logAsJson: { logAsJson: true },
    networkPolicies: { networkPolicies: true },
    meshConfig: { meshConfig: { accessLogFile: '/dev/stdout' } },
    istiod: { istiod: { autoscaleMin: 2 } },
    proxy: { proxy: { logLevel: 'info' } },
    gateways: { gateways: { securityContext: { runAsUser: 1000 } } },
    waypoint: { waypoint: { nodeSelector: { pool: 'mesh' } } },
    templates: [{ templates: SHORT }, { templates: { ...SHORT, waypoint: 'kind: DaemonSet\n' } }],
    gatewayClasses: { gatewayClasses: { istio: { service: { spec: { type: 'ClusterIP' } } } } },
  },
});
