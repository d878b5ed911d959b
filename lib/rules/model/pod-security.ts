import { at, type Fields, fieldsOf, labelsIn, objectsOf, textOf, textsOf } from './fields';

/** A pod as its template states it. */
export interface PodTemplate {
  readonly spec: Fields;
  readonly annotations: Readonly<Record<string, string>>;
  /** All containers, those that run first included. */
  readonly containers: readonly Fields[];
}

export type SecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** What a level does not allow, in the words of a message; undefined for a pod that it takes. */
type Look = (pod: PodTemplate) => string | undefined;

const securityOf = (part: Fields): Fields => fieldsOf(part.securityContext);
const contexts = ({ spec, containers }: PodTemplate) => [spec, ...containers].map(securityOf);
const anyContext = (test: (context: Fields) => boolean) => (pod: PodTemplate) => contexts(pod).some(test);
const isWindows = ({ spec }: PodTemplate) => at(spec, 'os', 'name') === 'windows';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
const CAPABILITIES = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);
const SYSCTLS = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);
const SELINUX = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);
const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';

const addedCapabilities = ({ containers }: PodTemplate) =>
  containers.flatMap(each => textsOf(at(each, 'securityContext', 'capabilities', 'add')));

const when =
  (text: string, test: (pod: PodTemplate) => boolean): Look =>
  pod =>
    test(pod) ? text : undefined;

const BASELINE: readonly Look[] = [
  pod => ['hostNetwork', 'hostPID', 'hostIPC'].find(field => pod.spec[field] === true),
  when(
    'privileged containers',
    anyContext(context => context.privileged === true),
  ),
  pod => {
    const added = addedCapabilities(pod).filter(each => !CAPABILITIES.has(each));
    return added.length === 0 ? undefined : `capabilities ${[...new Set(added)].join(', ')}`;
  },
  when('hostPath volumes', ({ spec }) => objectsOf(spec.volumes).some(each => at(each, 'hostPath') !== undefined)),
  when('a hostPort', ({ containers }) =>
    containers.some(each => objectsOf(each.ports).some(port => Boolean(port.hostPort))),
  ),
  when('an AppArmor profile of none', pod => isUnconfined(pod)),
  when(
    'SELinux options',
    anyContext(({ seLinuxOptions: options }) => !isSelinuxAllowed(fieldsOf(options))),
  ),
  when(
    'procMount',
    anyContext(context => context.procMount !== undefined && context.procMount !== 'Default'),
  ),
  when(
    'seccompProfile Unconfined',
    anyContext(context => at(context, 'seccompProfile', 'type') === 'Unconfined'),
  ),
  when('sysctls', pod => objectsOf(securityOf(pod.spec).sysctls).some(({ name }) => !SYSCTLS.has(String(name)))),
  when(
    'hostProcess',
    anyContext(context => at(context, 'windowsOptions', 'hostProcess') === true),
  ),
];

function isUnconfined(pod: PodTemplate): boolean {
  const annotated = Object.entries(labelsIn(pod.annotations)).filter(([key]) => key.startsWith(APPARMOR));
  if (annotated.some(([, profile]) => profile === 'unconfined')) return true;
  return contexts(pod).some(context => at(context, 'appArmorProfile', 'type') === 'Unconfined');
}

const isSelinuxAllowed = ({ type, user, role }: Fields) => SELINUX.has(textOf(type) ?? '') && !user && !role;

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
const VOLUMES = 'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' ');
const PROFILES = ['RuntimeDefault', 'Localhost'];

const RESTRICTED: readonly Look[] = [
  when('volumes of other types', ({ spec }) =>
    objectsOf(spec.volumes).some(volume => {
      const types = Object.keys(volume).filter(key => key !== 'name');
      return types.length > 0 && !types.some(type => VOLUMES.includes(type));
    }),
  ),
  when(
    'no allowPrivilegeEscalation: false',
    pod => !isWindows(pod) && pod.containers.some(each => securityOf(each).allowPrivilegeEscalation !== false),
  ),
  when(
    'no runAsNonRoot: true',
    pod =>
      !eachContainer(
        pod,
        context => context.runAsNonRoot,
        value => value === true,
      ),
  ),
  when(
    'runAsUser 0',
    anyContext(context => context.runAsUser === 0),
  ),
  when(
    'no seccompProfile RuntimeDefault',
    pod => !isWindows(pod) && !eachContainer(pod, seccompType, type => PROFILES.includes(String(type))),
  ),
  when('no capabilities.drop ALL', pod => !isWindows(pod) && pod.containers.some(each => !dropsAll(each))),
  when('capabilities that are added', pod => addedCapabilities(pod).some(each => each !== 'NET_BIND_SERVICE')),
];

const seccompType = (context: Fields) => at(context, 'seccompProfile', 'type');
const dropsAll = (container: Fields) =>
  textsOf(at(container, 'securityContext', 'capabilities', 'drop')).includes('ALL');

/** Whether a setting is right for every container: its own, or else that of the pod. */
function eachContainer(
  pod: PodTemplate,
  read: (context: Fields) => unknown,
  isRight: (value: unknown) => boolean,
): boolean {
  const whole = read(securityOf(pod.spec));
  if (whole !== undefined && !isRight(whole)) return false;
  return pod.containers.every(each => isRight(read(securityOf(each)) ?? whole));
}

/** Everything for which a level refuses a pod, in the words of a message. */
export function securityProblems(level: SecurityLevel, pod: PodTemplate): string[] {
  const looks = { privileged: [], baseline: BASELINE, restricted: [...BASELINE, ...RESTRICTED] }[level];
  return looks.map(look => look(pod)).filter(problem => problem !== undefined);
}

/** The level that a namespace enforces. */
export function enforcedLevel(labels: Readonly<Record<string, string>> | undefined): SecurityLevel {
  const level = labels?.['pod-security.kubernetes.io/enforce'];
  return level === 'baseline' || level === 'restricted' ? level : 'privileged';
}
