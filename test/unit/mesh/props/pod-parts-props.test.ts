import type {
  EnvVar,
  Quantities,
  Resources,
  RollingUpdate,
  SeccompProfile,
  SeLinuxOptions,
  Toleration,
  Volume,
  VolumeMount,
} from '../../../../lib/mesh/spec/pod';
import type { DnsConfig } from '../../../../lib/mesh/spec/ztunnel';
import { meshPart } from '../../../support/mesh-props';
import { showProps } from '../../../support/show-props';

const POD = 'lib/mesh/spec/pod.ts';

showProps<Resources>('Resources', {
  file: POD,
  base: {},
  makes: meshPart(resources => ({ ztunnel: { resources } })),
  examples: { requests: { requests: { cpu: '50m' } }, limits: { limits: { memory: '256Mi' } } },
});

showProps<SeccompProfile>('SeccompProfile', {
  file: POD,
  base: { type: 'RuntimeDefault' },
  makes: meshPart(seccompProfile => ({ istiod: { seccompProfile } })),
  examples: {
    type: { type: 'Unconfined' },
    localhostProfile: [{ type: 'Localhost', localhostProfile: 'a.json' }, { localhostProfile: 'istiod.json' }],
  },
});

showProps<SeLinuxOptions>('SeLinuxOptions', {
  file: POD,
  base: { type: 'spc_t' },
  makes: meshPart(seLinuxOptions => ({ ztunnel: { seLinuxOptions } })),
  examples: {
    type: { type: 'ztunnel_t' },
    level: { level: 's0' },
    role: { role: 'system_r' },
    user: { user: 'system_u' },
  },
});

showProps<Toleration>('Toleration', {
  file: POD,
  base: { operator: 'Exists' },
  makes: meshPart(toleration => ({ ztunnel: { tolerations: [toleration] } })),
  examples: {
    key: { key: 'mesh' },
    operator: [{ key: 'mesh' }, { operator: 'Equal' }],
    value: [{ key: 'mesh', operator: 'Equal' }, { value: 'yes' }],
    effect: { effect: 'NoExecute' },
    tolerationSeconds: [{ effect: 'NoExecute' }, { tolerationSeconds: 60 }],
  },
});

const FIELD = { fieldPath: 'spec.nodeName' };
const RESOURCE = { resource: 'limits.cpu' };
const KEY = { name: 'settings', key: 'region' };

showProps<EnvVar>('EnvVar', {
  file: POD,
  base: { name: 'PLACE' },
  makes: meshPart(variable => ({ istiod: { envVarFrom: [variable] } })),
  examples: {
    name: [{ value: 'here' }, { name: 'REGION' }],
    value: { value: 'here' },
    valueFrom: { valueFrom: { fieldRef: FIELD } },
    'valueFrom.fieldRef': { valueFrom: { fieldRef: FIELD } },
    'valueFrom.fieldRef.apiVersion': { valueFrom: { fieldRef: { ...FIELD, apiVersion: 'v1' } } },
    'valueFrom.fieldRef.fieldPath': { valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } },
    'valueFrom.resourceFieldRef': { valueFrom: { resourceFieldRef: RESOURCE } },
    'valueFrom.resourceFieldRef.resource': { valueFrom: { resourceFieldRef: { resource: 'limits.memory' } } },
    'valueFrom.resourceFieldRef.divisor': { valueFrom: { resourceFieldRef: { ...RESOURCE, divisor: '1' } } },
    'valueFrom.resourceFieldRef.containerName': {
      valueFrom: { resourceFieldRef: { ...RESOURCE, containerName: 'discovery' } },
    },
    'valueFrom.configMapKeyRef': { valueFrom: { configMapKeyRef: KEY } },
    'valueFrom.configMapKeyRef.name': { valueFrom: { configMapKeyRef: { ...KEY, name: 'others' } } },
    'valueFrom.configMapKeyRef.key': { valueFrom: { configMapKeyRef: { ...KEY, key: 'zone' } } },
    'valueFrom.configMapKeyRef.optional': { valueFrom: { configMapKeyRef: { ...KEY, optional: true } } },
    'valueFrom.secretKeyRef': { valueFrom: { secretKeyRef: KEY } },
    'valueFrom.secretKeyRef.name': { valueFrom: { secretKeyRef: { ...KEY, name: 'others' } } },
    'valueFrom.secretKeyRef.key': { valueFrom: { secretKeyRef: { ...KEY, key: 'zone' } } },
    'valueFrom.secretKeyRef.optional': { valueFrom: { secretKeyRef: { ...KEY, optional: true } } },
  },
});

showProps<VolumeMount>('VolumeMount', {
  file: POD,
  base: { name: 'extra', mountPath: '/extra' },
  makes: meshPart(mount => ({
    ztunnel: {
      volumes: [
        { name: 'extra', emptyDir: {} },
        { name: 'more', emptyDir: {} },
      ],
      volumeMounts: [mount],
    },
  })),
  examples: {
    name: { name: 'more' },
    mountPath: { mountPath: '/more' },
    readOnly: { readOnly: true },
    subPath: { subPath: 'part' },
    mountPropagation: { mountPropagation: 'HostToContainer' },
  },
});

showProps<RollingUpdate>('RollingUpdate', {
  file: POD,
  base: {},
  makes: meshPart(rollingUpdate => ({ ztunnel: { rollingUpdate } })),
  examples: { maxSurge: { maxSurge: 2 }, maxUnavailable: { maxUnavailable: '10%' } },
});

showProps<DnsConfig>('DnsConfig', {
  file: 'lib/mesh/spec/ztunnel.ts',
  base: {},
  makes: meshPart(dnsConfig => ({ ztunnel: { dnsPolicy: 'None', dnsConfig } })),
  examples: {
    nameservers: { nameservers: ['10.0.0.10'] },
    searches: { searches: ['corp.example.com'] },
    options: { options: [{ name: 'ndots', value: '2' }] },
    'options.name': { options: [{ name: 'edns0' }] },
    'options.value': [{ options: [{ name: 'ndots', value: '2' }] }, { options: [{ name: 'ndots', value: '5' }] }],
  },
});

showProps<Quantities>('Quantities', {
  file: POD,
  base: {},
  makes: meshPart(requests => ({ ztunnel: { resources: { requests } } })),
  examples: { cpu: { cpu: '50m' }, memory: { memory: '64Mi' } },
});

showProps<Volume>('Volume', {
  file: POD,
  base: { name: 'extra', emptyDir: {} },
  makes: meshPart(volume => ({ ztunnel: { volumes: [volume] } })),
  examples: { name: { name: 'more' } },
});
