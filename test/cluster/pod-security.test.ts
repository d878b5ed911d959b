import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { toNamespaceLabels } from '../../lib/mesh/namespace';
import { App } from '../../lib/rules/app';
import { intranetInternet } from '../../lib/topologies/intranet-internet';
import { describeWithLab, LAB_START_MS, type Lab, startLab } from '../support/lab';
import { SHARED } from '../support/shared';
import { synthMesh } from '../support/synth-mesh';
import { type Applied, BUILD_MS, buildTemplatesProgram } from '../support/templates-program';

const CASES = join(SHARED, 'reference', 'gateways', 'cases');

/** A Deployment or ServiceAccount as istiod makes it, in the namespace of its Gateway. */
type Made = Applied & { readonly metadata: { readonly name: string; readonly namespace: string } };

describeWithLab('pods that istiod makes', () => {
  let lab: Lab;
  let ours: Made[];
  let unprofiled: Made[];

  beforeAll(async () => {
    const app = new App();
    intranetInternet(app);
    const topology = app.synthesized().files.flatMap(({ objects }) => objects);
    const files = readdirSync(CASES).map(file => join(CASES, file));
    const program = buildTemplatesProgram();
    ours = [
      ...program.deployObjects(topology, topology),
      ...Object.values(program.deploy(topology, files)).flat(),
    ] as Made[];
    unprofiled = program.deploy(synthMesh(), [join(CASES, 'plain-http.yaml')])['plain-http'] as Made[];
    program.remove();
    lab = await startLab();
  }, BUILD_MS + LAB_START_MS);

  afterAll(() => lab?.down());

  /** Applies accounts and Deployments into namespaces that are labelled as ours, and returns the Deployments. */
  function deploy(made: Made[], suffix = ''): Made[] {
    const moved = made
      .filter(({ kind }) => ['ServiceAccount', 'Deployment'].includes(kind))
      .map(object => {
        const { ownerReferences: _, ...metadata } = object.metadata as Made['metadata'] & { ownerReferences: unknown };
        return { ...object, metadata: { ...metadata, namespace: metadata.namespace + suffix } };
      });
    const namespaces = [...new Set(moved.map(({ metadata }) => metadata.namespace))].map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: toNamespaceLabels({ name }) },
    }));
    const accounts = moved.filter(({ kind }) => kind === 'ServiceAccount');
    const deployments = moved.filter(({ kind }) => kind === 'Deployment');
    for (const items of [namespaces, [...broughtAlong(namespaces), ...accounts], deployments]) {
      lab.kubectl(['apply', '--server-side', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    }
    return deployments;
  }

  test('are admitted under the Pod Security labels of our namespaces, for every Gateway and waypoint', () => {
    const deployments = deploy(ours);
    expect(deployments.length).toBeGreaterThanOrEqual(15);
    for (const { metadata } of deployments) {
      const rollout = ['rollout', 'status', '-n', metadata.namespace, `deployment/${metadata.name}`, '--timeout=60s'];
      expect(lab.kubectl(rollout)).toContain('successfully rolled out');
    }
  }, 180_000);

  test('would be refused without the seccomp profile that the topology sets', async () => {
    const [{ metadata }] = deploy(unprofiled, '-unprofiled');
    const field = 'jsonpath={.status.conditions[?(@.type=="ReplicaFailure")].message}';
    let message = '';
    for (let attempt = 0; attempt < 100 && message === ''; attempt++) {
      await new Promise(done => setTimeout(done, 200));
      message = lab.kubectl(['get', 'deployment', '-n', metadata.namespace, metadata.name, '-o', field]);
    }
    expect(message).toContain('violates PodSecurity "restricted:latest": seccompProfile');
  }, 60_000);
});

/** The account that one of the cases brings along itself. */
function broughtAlong(namespaces: { metadata: { name: string } }[]) {
  const namespace = namespaces.map(({ metadata }) => metadata.name).find(name => name === 'ref-override');
  return namespace === undefined
    ? []
    : [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'edge-account', namespace } }];
}
