import fc from 'fast-check';
import type { KubeObject } from '../../../lib/core/object-index';
import { App } from '../../../lib/rules/app';
import type { Delivery } from '../../../lib/stacks/delivery';
import { AmbientSystem, type AmbientSystemProps } from '../../../lib/stacks/system';
import { TOPOLOGIES } from '../../../lib/topologies';
import { type Environment, parseEnvironment } from '../../../lib/topologies/environment';
import { SEED } from '../../support/seed';

/** What a variable may hold beside `ISTIO_ENABLED=false`, in any combination. */
const OTHERS = fc.record(
  {
    ISTIO_VERSION: fc.constantFrom('1.28.10', '1.29.6', '1.30.3', '1.31.1'),
    ISTIO_CONTROL_PLANE_MEMORY: fc.constantFrom('128Mi', '1Gi'),
    ISTIO_DATAPLANE_MEMORY: fc.constantFrom('64Mi', '512Mi'),
    ISTIO_GATEWAY_REPLICAS: fc.constantFrom('1', '7'),
    ISTIO_TELEMETRY_ENABLED: fc.constantFrom('true', 'false'),
    ISTIO_ACCESS_LOGS: fc.constantFrom('true', 'false'),
  },
  { requiredKeys: [] },
);

async function objectsOf(topology: string, env: Environment): Promise<readonly KubeObject[]> {
  const app = new App();
  (await TOPOLOGIES[topology]())(app, parseEnvironment({ ...env, ISTIO_ENABLED: 'false' }));
  const { files, findings } = app.synthesized();
  expect(findings).toEqual([]);
  return files.flatMap(({ objects }) => objects);
}

/** Groups of what a mesh is made of, of those who install one, and of what it serves. */
const OF_A_MESH = /istio\.io|gateway\.networking|fluxcd\.io|sailoperator|operators\.coreos|kiali/;
const NAMES = /istiod|istio-|ztunnel|waypoint/;

/** In what an object has to do with a mesh. */
const tracesIn = ({ apiVersion, kind, metadata }: KubeObject): string[] =>
  [
    apiVersion,
    `${kind}/${metadata.name}`,
    metadata.namespace ?? '',
    ...Object.keys({ ...metadata.labels, ...metadata.annotations }),
  ].filter(text => OF_A_MESH.test(text) || NAMES.test(text));

test.each(Object.keys(TOPOLOGIES))(
  '%s without a mesh is the same whatever else is said of the mesh, and has no trace of it',
  async topology => {
    const plain = await objectsOf(topology, {});
    expect(plain.flatMap(tracesIn)).toEqual([]);
    expect(JSON.stringify(plain)).not.toMatch(/gateway\.networking|istio-system|istio\.io/);
    expect(plain.length).toBeGreaterThan(0);
    await fc.assert(
      fc.asyncProperty(OTHERS, async env => {
        expect(await objectsOf(topology, env)).toEqual(plain);
      }),
      { seed: SEED, numRuns: 6 },
    );
  },
);

test('no delivery leaves anything of a mesh that is off, and none is asked to render it', () => {
  const of = (props: AmbientSystemProps) => {
    const app = new App();
    const system = new AmbientSystem(app, { enabled: false, ...props });
    system.addEchoPage({ name: 'page', namespace: 'app', text: 'a' });
    const { files, findings } = app.synthesized();
    return { objects: files.flatMap(({ objects }) => objects), findings };
  };
  const plain = of({});
  for (const delivery of ['helm', 'flux', 'sail'] as const satisfies Delivery[]) {
    expect(of({ delivery, helm: { helmExecutable: 'no-such-helm' }, revisions: [{ revision: 'next' }] })).toEqual(
      plain,
    );
  }
});
