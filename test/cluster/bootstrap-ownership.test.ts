import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installAddOn } from '../../scripts/bootstrap/add-ons/install';
import { Pins } from '../../scripts/bootstrap/add-ons/pins';
import { addOnSet, groupKindOf, PART_OF, SYSTEM } from '../../scripts/bootstrap/apply-set/apply-set';
import { presentDefinitions } from '../../scripts/bootstrap/crds/present';
import { removeSystem } from '../../scripts/bootstrap/down/cluster-objects';
import { removeSet } from '../../scripts/bootstrap/down/set';
import { type Plan, planTopology } from '../../scripts/bootstrap/plan/plan';
import { applyPlan } from '../../scripts/bootstrap/up/apply-files';
import { clusterState, timeless } from '../support/bootstrap/cluster-state';
import { type TestSession, testSession } from '../support/bootstrap/session';
import { WIDGET_DEFINITION, WIDGET_MANIFEST, WIDGETS, widget, writeEmptyLock } from '../support/bootstrap/widgets';
import { describeWithLab, LAB_START_MS, type Lab, labTool, startLab } from '../support/lab';

const RUN_MS = 180_000;

/** Not about a wait, which a slow machine has more of. */
const isLasting = (line: string): boolean => !/^(\d+ s for|trying again)/.test(line);

/** Of a topology the control plane and the apps: everything about ownership is in them. */
const someOf = (plan: Plan): Plan => withFiles(plan, /namespaces|istiod|apps-/);
const withoutInternet = (plan: Plan): Plan => withFiles(plan, /^(?!.*app2)/);

const withFiles = (plan: Plan, wanted: RegExp): Plan => {
  const files = plan.files
    .filter(({ file }) => wanted.test(file))
    .map(({ file, objects }) => ({ file, objects: objects.filter(({ metadata }) => !/-int/.test(metadata.name)) }));
  return { ...plan, files, objects: files.flatMap(({ objects }) => objects) };
};

describeWithLab('what up owns on a cluster of the user', () => {
  const state = mkdtempSync(join(tmpdir(), 'ambient-ownership-'));
  let lab: Lab;
  let plan: Plan;
  let opened: TestSession;
  let before: Record<string, unknown>;

  const up = async (wanted: Plan): Promise<string[]> => {
    opened.lines.length = 0;
    await applyPlan(opened.session, wanted, { secrets: [], rotate: false });
    return [...opened.lines];
  };
  const down = async (): Promise<string[]> => {
    opened.lines.length = 0;
    await removeSystem(opened.session);
    return [...opened.lines];
  };
  const create = (manifest: object) => lab.kubectl(['create', '-f', '-'], JSON.stringify(manifest));
  const configMap = (namespace: string, name: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace },
    data: { of: 'somebody else' },
  });

  beforeAll(async () => {
    plan = someOf(await planTopology('intranet-internet', join(state, 'dist')));
    lab = await startLab({ crds: [] });
    opened = testSession({ state, lab });
    before = timeless(clusterState(lab));
  }, LAB_START_MS);

  afterAll(() => {
    lab?.down();
    rmSync(state, { recursive: true, force: true });
  });

  test(
    'the label is the one that kubectl itself gives to the members of such a set',
    () => {
      const env = { ...process.env, KUBECTL_APPLYSET: 'true', KUBECONFIG: lab.kubeconfig };
      const set = ['--prune', '--applyset=configmaps/cdk8s-istio-ambient', '-n', 'default'];
      const args = ['apply', '--server-side', ...set, '-f', '-'];
      const { stderr, status } = spawnSync(labTool('kubectl'), args, {
        input: JSON.stringify(configMap('default', 'member')),
        env,
      });
      if (status !== 0) throw new Error(String(stderr));
      const labels = lab.kubectl(['get', 'configmap', '-n', 'default', 'member', '-o', 'jsonpath={.metadata.labels}']);
      expect(JSON.parse(labels)).toEqual({ [PART_OF]: SYSTEM.id });
      lab.kubectl(['delete', 'configmap', '-n', 'default', 'member', 'cdk8s-istio-ambient']);
    },
    RUN_MS,
  );

  test(
    'a file that is no longer in the topology is pruned, listed first, and nothing foreign with it',
    async () => {
      await up(plan);
      create(configMap('app2-ns', 'foreign'));
      create({
        ...configMap('app1-ns', 'labelled'),
        metadata: { name: 'labelled', namespace: 'app1-ns', labels: { app: 'iphone' } },
      });
      const lines = await up(withoutInternet(plan));
      const listed = lines.slice(lines.findIndex(line => line.includes('no longer in the topology')) + 1);
      const gone = plan.objects.filter(object => !withoutInternet(plan).objects.includes(object));
      expect(listed.slice(0, gone.length).every(line => line.startsWith('     '))).toBe(true);
      expect(listed).toContain(`   deleted ${gone.length} objects`);
      expect(lab.attempt(['get', 'deployment', '-n', 'app2-ns', 'iphone-deploy']).code).toBe(1);
      expect(lab.attempt(['get', 'configmap', '-n', 'app2-ns', 'foreign']).code).toBe(0);
      expect(lab.attempt(['get', 'configmap', '-n', 'app1-ns', 'labelled']).code).toBe(0);
    },
    RUN_MS,
  );

  test(
    'down keeps namespaces with something foreign in them, and says what',
    async () => {
      const lines = await down();
      expect(lines).toContain('   keeps Namespace app2-ns: in it are ConfigMap app2-ns/foreign, which up did not make');
      expect(lines).toContain(
        '   keeps Namespace app1-ns: in it are ConfigMap app1-ns/labelled, which up did not make',
      );
      lab.kubectl(['delete', 'namespace', 'app1-ns', 'app2-ns']);
      expect(timeless(clusterState(lab))).toEqual(before);
    },
    RUN_MS,
  );

  test(
    'what was there before is applied and never deleted; whose fields are taken is said first',
    async () => {
      create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'app1-ns', labels: { team: 'blue' } } });
      create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'iphone', namespace: 'app1-ns' } });
      const service = plan.objects.find(({ kind, metadata }) => kind === 'Service' && metadata.namespace === 'app1-ns');
      const other = {
        ...service,
        spec: { selector: service?.spec.selector, ports: [{ name: 'http', port: 80, targetPort: 9999 }] },
      };
      lab.kubectl(['apply', '--server-side', '--field-manager=helm', '-f', '-'], JSON.stringify(other));

      const lines = await up(plan);
      const taken = lines.findIndex(line =>
        line.startsWith('   takes from helm: Service app1-ns/iphone-svc .spec.ports'),
      );
      expect(taken).toBeGreaterThan(0);
      expect(lines.slice(taken)).toContainEqual(
        expect.stringMatching(/there before, never to be deleted, fields of 1 taken over/),
      );
      const now = JSON.parse(lab.kubectl(['get', 'service', '-n', 'app1-ns', 'iphone-svc', '-o', 'json']));
      expect(now.spec.ports[0].targetPort).toBe(service?.spec.ports[0].targetPort);
      expect(now.metadata.labels?.[PART_OF]).toBeUndefined();

      const said = await down();
      expect(said).toContain('   keeps Namespace app1-ns: it was there before up');
      expect(said).toContain('   keeps Service app1-ns/iphone-svc: it was there before up');
      expect(lab.attempt(['get', 'service', '-n', 'app1-ns', 'iphone-svc']).code).toBe(0);
      const labels = JSON.parse(lab.kubectl(['get', 'namespace', 'app1-ns', '-o', 'jsonpath={.metadata.labels}']));
      expect(labels).toMatchObject({ team: 'blue' });
      expect(labels['istio.io/dataplane-mode']).toBeUndefined();
      lab.kubectl(['delete', 'namespace', 'app1-ns']);
    },
    RUN_MS,
  );

  test(
    'what istiod sets in its webhook is left to it: up again takes nothing',
    async () => {
      await up(plan);
      const name = 'istio-validator-istio-system';
      const patch = [{ op: 'add', path: '/webhooks/0/failurePolicy', value: 'Fail' }];
      const as = ['--field-manager=pilot-discovery', '--type=json', '-p', JSON.stringify(patch)];
      lab.kubectl(['patch', 'validatingwebhookconfiguration', name, ...as]);
      const lines = await up(plan);
      expect(lines.filter(line => line.includes('takes from'))).toEqual([]);
      const policy = ['get', 'validatingwebhookconfiguration', name, '-o', 'jsonpath={.webhooks[0].failurePolicy}'];
      expect(lab.kubectl(policy)).toBe('Fail');
    },
    RUN_MS,
  );

  test(
    'an add-on is installed once, left alone where somebody else did, and kept while something foreign needs it',
    async () => {
      const said: string[] = [];
      const pins = new Pins(writeEmptyLock(join(state, 'lock.json')), opened.session.report);
      const read = async () => ({ from: 'here', bytes: Buffer.from(WIDGET_MANIFEST) });
      const install = async () => {
        opened.lines.length = 0;
        const present = await presentDefinitions(opened.session.kubectl);
        await installAddOn(WIDGETS, { session: opened.session, pins, read, present, offline: true });
        said.push(...opened.lines.map(line => line.trim()).filter(isLasting));
      };
      const remove = async () => {
        opened.lines.length = 0;
        await removeSet(opened.session, addOnSet(WIDGETS.name));
        said.push(...opened.lines.map(line => line.trim()).filter(isLasting));
      };
      const without = timeless(clusterState(lab));
      await install();
      await install();
      create(widget('theirs'));
      await remove();
      lab.kubectl(['delete', 'widgets.example.com', '-n', 'default', 'theirs']);
      await remove();
      expect(timeless(clusterState(lab))).toEqual(without);
      create(WIDGET_DEFINITION);
      lab.kubectl(['wait', '--for=condition=Established', 'crd', 'widgets.example.com']);
      await install();
      await remove();
      expect(`\n${said.join('\n')}\n`).toMatchInlineSnapshot(`

no hash of widgets v1.0.0 was known; the first download has c8a954a2d4ab267a23dd40580299380b809491644b1ddea3e49923a06fe82160
it is recorded in crds.lock.json from now on: commit that file
widgets v1.0.0: 3 objects applied
== cdk8s-istio-ambient-addon-widgets
kept: Widget default/theirs need it, which up did not make
== cdk8s-istio-ambient-addon-widgets
deleted Deployment widget-system/widget-operator
deleted CustomResourceDefinition widgets.example.com
deleted Namespace widget-system
widgets is there, and up did not install it: left alone

`);
      lab.kubectl(['delete', 'crd', 'widgets.example.com']);
    },
    RUN_MS,
  );

  test(
    'down does nothing to the mesh while a namespace of somebody else is in it',
    async () => {
      const labels = { 'istio.io/dataplane-mode': 'ambient' };
      create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'theirs', labels } });
      await expect(down()).rejects.toThrow(
        'error AMB950: namespace theirs is in the mesh, and up did not put it there; without the mesh its traffic would stop\n' +
          '  cure: kubectl label namespace theirs istio.io/dataplane-mode-',
      );
      const members = lab.kubectl(['get', 'daemonset,deployment', '-A', '-l', `${PART_OF}=${SYSTEM.id}`, '-o', 'name']);
      expect(members.trim().split('\n')).toHaveLength(
        plan.objects.filter(object => ['Deployment.apps', 'DaemonSet.apps'].includes(groupKindOf(object))).length,
      );
      lab.kubectl(['label', 'namespace', 'theirs', 'istio.io/dataplane-mode-']);
      await down();
      lab.kubectl(['delete', 'namespace', 'theirs']);
      expect(timeless(clusterState(lab))).toEqual(before);
    },
    RUN_MS,
  );
});
