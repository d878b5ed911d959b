import { type PropExample, showMeshProps } from '../../../support/mesh-props';

const PROPS: Readonly<Record<string, PropExample>> = {
  version: { props: { version: '1.30.5' } },
  hub: { props: { hub: 'mirror.example.com/istio' } },
  tag: { props: { tag: '1.31.1-patched' } },
  variant: { props: { variant: '' } },
  imagePullPolicy: { props: { imagePullPolicy: 'Always' } },
  imagePullSecrets: { props: { imagePullSecrets: ['regcred'] } },
  platform: { props: { platform: 'openshift' } },
  namespace: { props: { namespace: 'mesh' } },
  revision: { props: { revision: 'canary' } },
  revisionTags: { props: { revisionTags: ['stable'] } },
  defaultRevision: { props: { defaultRevision: 'canary' } },
  'defaultRevision, empty': { props: { defaultRevision: '' } },
  readerRbac: { props: { readerRbac: false } },
  readerServiceAccount: { props: { readerServiceAccount: { name: 'reader', namespace: 'fleet' } } },
  'readerServiceAccount.name': {
    props: { readerServiceAccount: { name: 'other', namespace: 'fleet' } },
    over: { readerServiceAccount: { name: 'reader', namespace: 'fleet' } },
  },
  'readerServiceAccount.namespace': {
    props: { readerServiceAccount: { name: 'reader', namespace: 'other' } },
    over: { readerServiceAccount: { name: 'reader', namespace: 'fleet' } },
  },
  meshId: { props: { meshId: 'mesh1' } },
  clusterName: { props: { clusterName: 'east' } },
  network: { props: { network: 'network1' } },
  meshNetworks: { props: { meshNetworks: { network2: { endpoints: [{ fromRegistry: 'west' }] } } } },
  clusterDomain: { props: { clusterDomain: 'example.internal' } },
  caAddress: { props: { caAddress: 'ca.example.com:443' } },
  caName: { props: { caName: 'GkeWorkloadCertificate' } },
  trustBundleName: { props: { trustBundleName: 'mesh-roots' } },
  tokenAudience: { props: { tokenAudience: 'mesh.example.com' } },
  logLevel: { props: { logLevel: 'default:debug' } },
  logAsJson: { props: { logAsJson: true } },
  networkPolicies: { props: { networkPolicies: true } },
  nativeNftables: { props: { nativeNftables: true } },
  meshConfig: { props: { meshConfig: { accessLogFile: '/dev/stdout', defaultConfig: { concurrency: 2 } } } },
  gatewayClasses: { props: { gatewayClasses: { istio: { service: { spec: { type: 'ClusterIP' } } } } } },
  templates: {
    props: { templates: { waypoint: 'kind: Example\n' } },
    over: { templates: { waypoint: 'kind: Other\n' } },
  },
};

showMeshProps('AmbientMeshProps', PROPS, {
  elsewhere: ['istiod', 'cni', 'ztunnel', 'proxy', 'gateways', 'waypoint'],
});
