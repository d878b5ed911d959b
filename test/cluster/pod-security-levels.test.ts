import { objectsOf } from '../../lib/rules/model/fields';
import { enforcedLevel, type PodTemplate, securityProblems } from '../../lib/rules/model/pod-security';
import { ApiServer } from '../support/api-server';
import { describeWithLab, LAB_START_MS, type Lab, startLab } from '../support/lab';

type Part = Readonly<Record<string, unknown>>;

const POD = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
const CONTAINER = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** A pod that every level takes, changed in its own security, its container's, and its other fields. */
function pod(own: Part = {}, container: Part = {}, spec: Part = {}, fields: Part = {}, annotations: Part = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', annotations },
    spec: {
      securityContext: { ...POD, ...own },
      containers: [{ name: 'web', image: 'web:1', securityContext: { ...CONTAINER, ...container }, ...fields }],
      ...spec,
    },
  };
}

const init = (securityContext: Part) => ({ initContainers: [{ name: 'first', image: 'first:1', securityContext }] });
const volume = (source: Part) => ({ volumes: [{ name: 'data', ...source }] });
const profile = (type: string) => ({ seccompProfile: { type } });

const PODS: Readonly<Record<string, ReturnType<typeof pod>>> = {
  plain: pod(),
  hostNetwork: pod({}, {}, { hostNetwork: true }),
  hostPID: pod({}, {}, { hostPID: true }),
  hostIPC: pod({}, {}, { hostIPC: true }),
  privileged: pod({}, { privileged: true, allowPrivilegeEscalation: true }),
  'privileged before': pod({}, {}, init({ privileged: true })),
  'a capability of the base': pod({}, { capabilities: { drop: ['ALL'], add: ['CHOWN'] } }),
  'low ports': pod({}, { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }),
  'another capability': pod({}, { capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } }),
  'no capability dropped': pod({}, { capabilities: {} }),
  'one capability dropped': pod({}, { capabilities: { drop: ['NET_RAW'] } }),
  hostPath: pod({}, {}, volume({ hostPath: { path: '/' } })),
  emptyDir: pod({}, {}, volume({ emptyDir: {} })),
  nfs: pod({}, {}, volume({ nfs: { server: 'files', path: '/' } })),
  'an image as a volume': pod({}, {}, volume({ image: { reference: 'data:1' } })),
  hostPort: pod({}, {}, {}, { ports: [{ containerPort: 80, hostPort: 80 }] }),
  'escalation not forbidden': pod({}, { allowPrivilegeEscalation: undefined }),
  'escalation not forbidden before': pod({}, {}, init({ capabilities: { drop: ['ALL'] } })),
  'maybe root': pod({ runAsNonRoot: undefined }),
  'not root by the container': pod({ runAsNonRoot: undefined }, { runAsNonRoot: true }),
  'root by the container': pod({}, { runAsNonRoot: false }),
  'root by the pod alone': pod({ runAsNonRoot: false }, { runAsNonRoot: true }),
  'user 0': pod({ runAsUser: 0 }),
  'user 0 of the container': pod({}, { runAsUser: 0 }),
  'no profile': pod({ seccompProfile: undefined }),
  'a profile of the container': pod({ seccompProfile: undefined }, profile('RuntimeDefault')),
  unconfined: pod(profile('Unconfined')),
  'unconfined but for the container': pod(profile('Unconfined'), profile('RuntimeDefault')),
  'unconfined container': pod({}, profile('Unconfined')),
  'AppArmor unconfined': pod({ appArmorProfile: { type: 'Unconfined' } }),
  'AppArmor unconfined by annotation': pod(
    {},
    {},
    {},
    {},
    { 'container.apparmor.security.beta.kubernetes.io/web': 'unconfined' },
  ),
  'SELinux type': pod({ seLinuxOptions: { type: 'spc_t' } }),
  'SELinux type of containers': pod({ seLinuxOptions: { type: 'container_t' } }),
  'SELinux user': pod({}, { seLinuxOptions: { user: 'somebody' } }),
  'a safe sysctl': pod({ sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] }),
  'another sysctl': pod({ sysctls: [{ name: 'kernel.msgmax', value: '65536' }] }),
};

const LEVELS = ['baseline', 'restricted'] as const;
const namespaceOf = (level: string) => `pods-${level}`;
const labelsOf = (level: string) => ({ 'pod-security.kubernetes.io/enforce': level });

/** What a rule would look at. */
const templateOf = ({ metadata, spec }: ReturnType<typeof pod>): PodTemplate => ({
  spec,
  annotations: metadata.annotations as Readonly<Record<string, string>>,
  containers: [...objectsOf((spec as Part).initContainers), ...objectsOf(spec.containers)],
});

describeWithLab('pods under Pod Security', () => {
  let lab: Lab;
  let server: ApiServer;

  beforeAll(async () => {
    lab = await startLab({ crds: [] });
    server = new ApiServer(lab);
    const items = LEVELS.flatMap(level => [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespaceOf(level), labels: labelsOf(level) } },
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: namespaceOf(level) } },
    ]);
    lab.kubectl(['apply', '--server-side', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  }, LAB_START_MS);

  afterAll(() => {
    server?.close();
    lab?.down();
  });

  test.each(LEVELS)('are refused at level %s where the API server refuses them', async level => {
    const verdicts = Object.entries(PODS).map(async ([name, object]) => {
      const metadata = { ...object.metadata, namespace: namespaceOf(level) };
      const { code, message } = await server.create({ ...object, metadata });
      const problems = securityProblems(enforcedLevel(labelsOf(level)), templateOf(object));
      return { name, isRefused: code !== 201, isFound: problems.length > 0, problems, message };
    });
    const all = await Promise.all(verdicts);
    expect(all.filter(({ isRefused, isFound }) => isRefused !== isFound)).toEqual([]);
    const others = all.filter(({ isRefused, message }) => isRefused && !message.includes('violates PodSecurity'));
    expect(others).toEqual([]);
    expect(all.filter(({ isRefused }) => isRefused).length).toBeGreaterThan(10);
  });
});
