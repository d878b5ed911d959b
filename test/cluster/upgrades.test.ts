import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { toCrdSources } from '../../lib/mesh/crd-sources';
import { resolveMesh } from '../../lib/mesh/spec';
import { VERSIONS } from '../../lib/mesh/versions';
import { App } from '../../lib/rules/app';
import { AmbientSystem, type AmbientSystemProps } from '../../lib/stacks/system';
import { runKustomize } from '../../scripts/kustomize/command';
import { BY_REVISION, IN_PLACE, INSTALLATION, type Procedure, REMOVAL } from '../../scripts/mesh-docs/procedures';
import { temporaryFolder } from '../support/folders';
import { describeWithLab, LAB_START_MS, type Lab, labTool, startLab } from '../support/lab';
import { SHARED } from '../support/shared';
import type { KubernetesObject } from '../support/synthesize';

const root = temporaryFolder();
const STEP_MS = 120_000;

/** Published files, and where the reference data has them. */
const SOURCES = VERSIONS.flatMap(row => {
  const { gatewayApi, istio } = toCrdSources(resolveMesh({ version: row.latest as '1.31.1' }));
  const release = row.referenced === '1.31.1' ? '1.31.0-rc.0' : row.referenced;
  return [
    [gatewayApi, join(SHARED, 'crds', 'gateway-api', `v${row.gatewayApi}`)],
    [istio, join(SHARED, 'crds', 'istio', release, 'crds.yaml')],
  ];
});
const withLocalFiles = (command: string) => SOURCES.reduce((text, [url, path]) => text.replaceAll(url, path), command);

/** A system with an app, a gateway and a route, as `npm run synth` would write it. */
function synth(props: AmbientSystemProps): void {
  const app = new App({ outdir: join(root, 'dist') });
  const system = new AmbientSystem(app, props);
  const page = system.addEchoPage({ name: 'page', namespace: 'app', text: 'a' });
  const gateway = system.addGateway({
    name: 'edge',
    namespace: 'app',
    listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
    exposure: { type: 'ClusterIP' },
  });
  system.addRoute({ name: 'page', namespace: 'app', gateway, rules: [{ backends: [{ backend: page }] }] });
  app.synth();
}

describeWithLab('the steps of docs/mesh.md', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({ crds: [] });
  }, LAB_START_MS);
  afterAll(() => lab?.down());

  /** Follows a step in a shell, as somebody with the document would. */
  function follow(commands: readonly string[]): void {
    const { status, stderr } = spawnSync('bash', ['-euc', commands.map(withLocalFiles).join('\n')], {
      cwd: root,
      env: {
        ...process.env,
        KUBECONFIG: lab.kubeconfig,
        PATH: `${join(labTool('kubectl'), '..')}:${process.env.PATH}`,
      },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${commands.join('\n')}\nexited ${status}: ${stderr}`);
  }

  const items = (...args: string[]) =>
    (JSON.parse(lab.kubectl(['get', ...args, '-o', 'json'])) as { items: KubernetesObject[] }).items;

  /** Every workload of the mesh with the tag of its image, and the istiod that every revision tag leads to. */
  function running(): string {
    const workloads = items('deployments,daemonsets', '-n', 'istio-system').map(({ metadata, spec }) => {
      const image = spec.template.spec.containers[0].image as string;
      return `${metadata.name} ${image.replace(/^.*:|-distroless$/g, '')}`;
    });
    const tags = items('services', '-n', 'istio-system', '-l', 'istio.io/tag').map(
      ({ metadata: { labels = {} } }) => `${labels['istio.io/tag']} -> ${labels['istio.io/rev']}`,
    );
    return [...workloads, ...tags].sort().join(', ');
  }

  /** Everything there is on the cluster, by name, but for what comes and goes by itself. */
  function everything(): string[] {
    const kinds = lab.kubectl(['api-resources', '--verbs=list,delete', '-o', 'name']).trim().split('\n');
    const lasting = kinds.filter(
      kind => !/^(events|leases|endpoints|endpointslices|pods|controllerrevisions)/.test(kind),
    );
    return lab
      .kubectl(['get', lasting.join(','), '--all-namespaces', '-o', 'name', '--ignore-not-found'])
      .trim()
      .split('\n')
      .sort();
  }

  /** Follows a procedure; what runs after each of its steps. */
  function whatRuns({ from, steps }: Procedure): string[] {
    if (from.mesh !== undefined) {
      synth(from);
      follow(['kubectl apply --server-side --force-conflicts -f dist']);
    }
    return steps.map(({ props, commands }) => {
      if (props !== undefined) synth(props);
      follow(commands);
      return running();
    });
  }

  let before: string[];

  test(
    'install a mesh',
    () => {
      before = everything();
      expect(whatRuns(INSTALLATION).at(-1)).toMatchInlineSnapshot(
        `istio-cni-node 1.30.5, istiod 1.30.5, ztunnel 1.30.5`,
      );
    },
    STEP_MS,
  );

  test(
    'the same by kustomize adds nothing',
    () => {
      const installed = everything();
      expect(runKustomize([join(root, 'dist')], { print: () => {}, complain: () => {} })).toBe(0);
      follow(['kubectl apply --server-side --force-conflicts -k .']);
      expect(everything()).toEqual(installed);
    },
    STEP_MS,
  );

  test(
    'upgrade it in place',
    () => {
      expect(whatRuns(IN_PLACE).at(-1)).toMatchInlineSnapshot(`istio-cni-node 1.31.1, istiod 1.31.1, ztunnel 1.31.1`);
    },
    STEP_MS,
  );

  test(
    'upgrade it by a second istiod',
    () => {
      expect(whatRuns(BY_REVISION)).toMatchInlineSnapshot(`
[
  istio-cni-node 1.30.5, istiod 1.30.5, stable -> default, ztunnel 1.30.5,
  canary -> 1-31-1, istio-cni-node 1.30.5, istiod 1.30.5, istiod-1-31-1 1.31.1, stable -> default, ztunnel 1.30.5,
  canary -> 1-31-1, istio-cni-node 1.30.5, istiod 1.30.5, istiod-1-31-1 1.31.1, stable -> default, ztunnel 1.30.5,
  canary -> 1-31-1, istio-cni-node 1.30.5, istiod 1.30.5, istiod-1-31-1 1.31.1, stable -> 1-31-1, ztunnel 1.30.5,
  canary -> 1-31-1, istio-cni-node 1.31.1, istiod 1.31.1, istiod-1-31-1 1.31.1, stable -> 1-31-1, ztunnel 1.31.1,
  canary -> default, istio-cni-node 1.31.1, istiod 1.31.1, istiod-1-31-1 1.31.1, stable -> default, ztunnel 1.31.1,
  canary -> default, istio-cni-node 1.31.1, istiod 1.31.1, stable -> default, ztunnel 1.31.1,
  canary -> default, istio-cni-node 1.31.1, istiod 1.31.1, stable -> default, ztunnel 1.31.1,
]
`);
    },
    STEP_MS,
  );

  test(
    'remove it, and leave the cluster as it was',
    () => {
      whatRuns(REMOVAL);
      expect(everything()).toEqual(before);
    },
    STEP_MS,
  );
});
