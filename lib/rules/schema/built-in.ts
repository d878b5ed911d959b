import { isDnsLabel, isSubdomain } from './metadata';
import { isObject, show, type Violation } from './schema';

type Fields = Readonly<Record<string, unknown>>;
type Look = (object: Fields, name: string) => Violation[];

/**
 * Adds what is wrong with an object of a kind that Kubernetes brings along, as far as the model of attachment reads it.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go
 */
export function checkBuiltIn(apiVersion: string, kind: string, object: Fields, found: Violation[]): void {
  const look = LOOKS.get(`${apiVersion} ${kind}`);
  if (look === undefined || !isObject(object.metadata)) return;
  found.push(...look(object, typeof object.metadata.name === 'string' ? object.metadata.name : ''));
}

/** Kinds that make pods and choose them by labels. */
const CHOOSERS = ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'];

const LOOKS: ReadonlyMap<string, Look> = new Map<string, Look>(
  Object.entries({
    'v1 Namespace': (_: Fields, name: string) => nameIs(isDnsLabel, name),
    'v1 ConfigMap': (_: Fields, name: string) => nameIs(isSubdomain, name),
    'v1 Secret': (object: Fields, name: string) => [...nameIs(isSubdomain, name), ...certificate(object)],
    'v1 Service': (object: Fields, name: string) => [
      ...nameIs(isDnsLabel, name),
      ...ports(object.spec),
      ...address(object.spec),
    ],
    ...Object.fromEntries(CHOOSERS.map(kind => [`apps/v1 ${kind}`, ownPods])),
  }),
);

/** The pods that an object makes have to be those that it chooses. */
function ownPods({ spec }: Fields): Violation[] {
  if (!isObject(spec) || !isObject(spec.selector)) return [{ path: '.spec.selector', message: 'it is required' }];
  const { matchLabels } = spec.selector;
  const pod = isObject(spec.template) ? spec.template.metadata : undefined;
  const labels = isObject(pod) && isObject(pod.labels) ? pod.labels : {};
  if (!isObject(matchLabels) || Object.entries(matchLabels).every(([key, value]) => labels[key] === value)) return [];
  const path = '.spec.template.metadata.labels';
  return [{ path, message: `${show(labels)} has not what the selector asks for: ${show(matchLabels)}` }];
}

function nameIs(isName: (name: string) => boolean, name: string): Violation[] {
  return name === '' || isName(name) ? [] : [{ path: '.metadata.name', message: `${show(name)} is no DNS name` }];
}

/** A Secret of this type must have both keys, even if they are empty. */
function certificate({ type, data, stringData }: Fields): Violation[] {
  if (type !== 'kubernetes.io/tls') return [];
  const keys = { ...(isObject(data) ? data : {}), ...(isObject(stringData) ? stringData : {}) };
  const absent = ['tls.crt', 'tls.key'].filter(key => keys[key] === undefined);
  return absent.map(key => ({ path: `.data[${show(key)}]`, message: 'it is required' }));
}

/** A field that is null or an empty text counts as left out. */
const given = (value: unknown): unknown => (value === null || value === '' ? undefined : value);

const SERVICE_TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];

/** What the type of a Service lets it say of its address. */
function address(spec: unknown): Violation[] {
  if (!isObject(spec)) return [];
  const { clusterIP, externalName } = spec;
  const type = given(spec.type) ?? 'ClusterIP';
  if (typeof type !== 'string' || !SERVICE_TYPES.includes(type)) {
    return [{ path: '.spec.type', message: `${show(type)} is none of ${SERVICE_TYPES.join(', ')}` }];
  }
  const isAlias = type === 'ExternalName';
  const isNamed = typeof externalName === 'string' && isSubdomain(externalName.replace(/\.$/, ''));
  const unwanted = isAlias ? Boolean(clusterIP) : clusterIP === 'None' && type !== 'ClusterIP';
  return [
    ...(unwanted ? [{ path: '.spec.clusterIP', message: `a Service of type ${type} has none` }] : []),
    ...(isAlias && !isNamed ? [{ path: '.spec.externalName', message: `${show(externalName)} is no DNS name` }] : []),
  ];
}

function ports(spec: unknown): Violation[] {
  if (!isObject(spec)) return [{ path: '.spec', message: 'it is required' }];
  const { type, clusterIP, ports: list } = spec;
  if (list !== undefined && list !== null && !Array.isArray(list)) {
    return [{ path: '.spec.ports', message: `${show(list)} is no list` }];
  }
  const stated: readonly unknown[] = list ?? [];
  if (stated.length === 0 && type !== 'ExternalName' && clusterIP !== 'None') {
    return [{ path: '.spec.ports', message: 'it is required' }];
  }
  return [...stated.flatMap((port, index) => portViolations(port, `.spec.ports[${index}]`)), ...unique(stated)];
}

const PROTOCOLS: ReadonlySet<unknown> = new Set(['TCP', 'UDP', 'SCTP']);

function portViolations(port: unknown, path: string): Violation[] {
  if (!isObject(port)) return [{ path, message: `${show(port)} is no object` }];
  const number = port.port;
  const fits = Number.isInteger(number) && Number(number) >= 1 && Number(number) <= 65535;
  const name = given(port.name);
  const protocol = given(port.protocol) ?? 'TCP';
  return [
    ...(fits ? [] : [{ path: `${path}.port`, message: `${show(number)} is no port` }]),
    ...(name === undefined || (typeof name === 'string' && isDnsLabel(name))
      ? []
      : [{ path: `${path}.name`, message: `${show(name)} is no DNS name` }]),
    ...(PROTOCOLS.has(protocol) ? [] : [{ path: `${path}.protocol`, message: `${show(protocol)} is no protocol` }]),
  ];
}

/** Several ports need names, and no two of them one name, or one number and protocol. */
function unique(ports: readonly unknown[]): Violation[] {
  const seen = new Set<string>();
  return ports.filter(isObject).flatMap(({ name, port, protocol }, index) => {
    const path = `.spec.ports[${index}]`;
    if (ports.length > 1 && (name === undefined || name === '')) {
      return [{ path: `${path}.name`, message: 'it is required where there are several ports' }];
    }
    const keys = [`name ${show(name)}`, `port ${show(port)} ${show(protocol ?? 'TCP')}`];
    const twice = keys.filter(key => seen.has(key));
    for (const key of keys) seen.add(key);
    return twice.map(key => ({ path, message: `${key} is there twice` }));
  });
}
