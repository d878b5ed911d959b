import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Prometheus } from '../../lib/addons/prometheus/prometheus';
import { App } from '../../lib/rules/app';
import { intranetInternet } from '../../lib/topologies/intranet-internet';
import { type RunningContainer, runContainer } from '../support/container';
import { buildGoModule, type GoPrograms, MODULE_BUILD_MS } from '../support/go-module';
import { describeWithLab, LAB_START_MS, type Lab, startLab } from '../support/lab';
import { type KubernetesObject, only, synthesize } from '../support/synthesize';
import { BUILD_MS, buildTemplatesProgram } from '../support/templates-program';
import { objectsOf } from '../support/topology-objects';

/** The release of the image; Debian's package knows no Kubernetes. Of all ways to find targets it has this one only. */
const PROMETHEUS = {
  path: 'github.com/prometheus/prometheus',
  version: 'v0.310.0',
  sum: 'h1:iS0Uul/dHjy8ifBnqo3YEOhRxlTOWantRoDWwmIowwA=',
  packages: ['cmd/prometheus', 'cmd/promtool'],
  tags: ['remove_all_sd', 'enable_kubernetes_sd'],
};

const ACCOUNT = 'system:serviceaccount:istio-system:prometheus';
const objects = synthesize(chart => new Prometheus(chart, 'Prometheus'));
const config: string = only(objects, 'ConfigMap').data['prometheus.yml'];

const folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
chmodSync(folder, 0o755);
let programs: GoPrograms;

beforeAll(() => {
  programs = buildGoModule(PROMETHEUS);
}, MODULE_BUILD_MS);

afterAll(() => {
  programs?.remove();
  rmSync(folder, { recursive: true });
});

test.each([
  ['by itself', async () => config],
  ['of home-lab', () => configOf('home-lab')],
  ['of openshift-bookinfo', () => configOf('openshift-bookinfo')],
])('promtool finds nothing wrong with the configuration %s', async (_, configured) => {
  const file = join(folder, 'prometheus.yml');
  writeFileSync(file, await configured());
  const said = execFileSync(programs.program('promtool'), ['check', 'config', '--lint=all', '--lint-fatal', file], {
    encoding: 'utf8',
  });
  expect(said).toContain(`SUCCESS: ${file} is valid prometheus config file syntax`);
});

const configOf = async (topology: string): Promise<string> =>
  (await objectsOf(topology)).one('ConfigMap', 'istio-system/prometheus').data['prometheus.yml'];

/** What Prometheus found to read, by job. */
interface Target {
  readonly labels: Readonly<Record<string, string>>;
  readonly scrapeUrl: string;
}

describeWithLab('a real Prometheus, as a user without privileges, beside a real API server', () => {
  let lab: Lab;
  let prometheus: RunningContainer;

  beforeAll(async () => {
    const app = new App();
    intranetInternet(app);
    const topology = app.synthesized().files.flatMap(file => file.objects);
    const program = buildTemplatesProgram();
    // without their owners, which have other uids here: the garbage collector would take them for orphans
    const gateways = program.deployObjects(topology, topology).map(object => {
      const { ownerReferences: _, ...metadata } = object.metadata;
      return { ...object, metadata };
    });
    program.remove();
    lab = await startLab();
    for (const items of [topology, gateways, objects]) {
      lab.kubectl(['apply', '--server-side', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    }
    for (const workload of ['deployment', 'daemonset']) {
      const everywhere = [workload, '--all', '--all-namespaces'];
      lab.kubectl(['wait', '--for=jsonpath={.status.observedGeneration}=1', ...everywhere, '--timeout=60s']);
    }
    lab.kubectl(['wait', '--for=condition=Ready', 'pod', '--all', '--all-namespaces', '--timeout=60s']);
    prometheus = await runContainer(withKubeconfig(writeKubeconfig(lab)), {
      entrypoint: programs.program('prometheus'),
      answers: async port => (await fetch(`http://127.0.0.1:${port}/-/ready`)).ok,
    });
  }, BUILD_MS + LAB_START_MS);

  afterAll(async () => {
    await prometheus?.stop();
    lab?.down();
  });

  const get = async (path: string) => (await fetch(`http://127.0.0.1:${prometheus.port}${path}`)).json();

  async function targets(job: string): Promise<string[]> {
    for (let attempt = 0; attempt < 100; attempt++) {
      const { data } = (await get('/api/v1/targets?state=active')) as { data: { activeTargets: Target[] } };
      const found = data.activeTargets.filter(({ labels }) => labels.job === job);
      if (found.length > 0) {
        return found.map(({ labels, scrapeUrl }) => {
          const { port, pathname } = new URL(scrapeUrl);
          return `${labels.namespace}/${labels.gateway ?? labels.app ?? ''} ${port}${pathname}`;
        });
      }
      await new Promise(done => setTimeout(done, 200));
    }
    return [];
  }

  test('its account may see pods everywhere, and nothing else', () => {
    const can = (verb: string, resource: string) =>
      lab.attempt(['auth', 'can-i', verb, resource, '--all-namespaces', `--as=${ACCOUNT}`]).stdout.trim();
    expect(['get', 'list', 'watch', 'delete'].map(verb => can(verb, 'pods'))).toEqual(['yes', 'yes', 'yes', 'no']);
    expect(['secrets', 'configmaps', 'nodes', 'services'].map(resource => can('get', resource))).toEqual(
      Array(4).fill('no'),
    );
  });

  test('it finds every component of the mesh, each pod once, on the port and path that it is annotated with', async () => {
    expect(await targets('istiod')).toEqual(['istio-system/istiod 15014/metrics']);
    expect(await targets('istio-cni')).toEqual(['istio-system/ 15014/metrics']);
    expect(await targets('ztunnel')).toEqual(['istio-system/ztunnel 15020/metrics']);
    expect((await targets('gateways')).sort()).toEqual([
      ...Array(3).fill('istio-internet/gateway-internet 15020/stats/prometheus'),
      ...Array(3).fill('istio-intranet/gateway-intranet 15020/stats/prometheus'),
    ]);
  }, 60_000);

  test('it was told how long and how much to keep', async () => {
    const { data } = (await get('/api/v1/status/flags')) as { data: Record<string, string> };
    expect(data).toMatchObject({
      'storage.tsdb.retention.time': '1d',
      'storage.tsdb.retention.size': '819MiB',
      'web.listen-address': ':9090',
    });
  });

  test('it complains of nothing but pods that do not answer', () => {
    expect(prometheus.log().match(/.*level=(WARN|ERROR).*/g) ?? []).toEqual([]);
  });
});

/** A pod is given address and token of its API by the kubelet; here a file gives them. */
function withKubeconfig(file: string): KubernetesObject[] {
  const data = { 'prometheus.yml': config.replaceAll('- role: pod', `- role: pod\n        kubeconfig_file: ${file}`) };
  return objects.map(object => (object.kind === 'ConfigMap' ? { ...object, data } : object));
}

/** A kubeconfig with a token of the account. */
function writeKubeconfig(lab: Lab): string {
  const token = lab.kubectl(['create', 'token', 'prometheus', '-n', 'istio-system']).trim();
  const admin = JSON.parse(lab.kubectl(['config', 'view', '--raw', '--minify', '-o', 'json']));
  const users = admin.users.map(({ name }: { name: string }) => ({ name, user: { token } }));
  const file = join(folder, 'kubeconfig');
  writeFileSync(file, JSON.stringify({ ...admin, users }), { mode: 0o644 });
  return file;
}
