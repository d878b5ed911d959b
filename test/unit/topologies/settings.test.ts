import { App } from '../../../lib/rules/app';
import { AmbientSystem } from '../../../lib/stacks/system';
import { TOPOLOGIES } from '../../../lib/topologies';
import type { Settings } from '../../../lib/topologies/settings';

async function synthesize(topology: string, settings?: Settings) {
  const app = new App();
  (await TOPOLOGIES[topology]())(app, settings);
  return app.synthesized();
}

const objectsOf = async (topology: string, settings?: Settings) =>
  (await synthesize(topology, settings)).files.flatMap(({ objects }) => objects);

const OF_THE_MESH = /(^|\.)istio\.io(\/|$)|^gateway\.networking\.k8s\.io(\/|$)/;

describe.each(Object.keys(TOPOLOGIES))('%s', topology => {
  test('is the same with empty settings as without', async () => {
    expect(await objectsOf(topology, {})).toEqual(await objectsOf(topology));
    expect(await objectsOf(topology, { enabled: true })).toEqual(await objectsOf(topology));
  });

  test('without a mesh is apps alone, without findings', async () => {
    const { findings, files } = await synthesize(topology, { enabled: false });
    const objects = files.flatMap(({ objects }) => objects);
    expect(findings).toEqual([]);
    expect(objects.filter(({ apiVersion }) => OF_THE_MESH.test(apiVersion))).toEqual([]);
    expect(JSON.stringify(objects)).not.toContain('istio.io/');
    expect(objects.map(({ kind }) => kind)).toContain('Deployment');
    expect(files.map(({ file }) => file).join('\n')).toMatchSnapshot();
  });

  test('takes a version, memory and replicas from the settings', async () => {
    const limits = { memory: '300Mi' };
    const settings: Settings = {
      gatewayReplicas: 5,
      mesh: { version: '1.30.5', istiod: { resources: { requests: limits, limits } } },
    };
    const text = JSON.stringify(await objectsOf(topology, settings));
    expect(text).toMatch(/docker\.io\/istio\/pilot:1\.30\.5-distroless|"version":"v?1\.30\.5"/);
    expect(text).toContain('300Mi');
    expect(text).toContain('replicas: 5');
  });
});

describe('a system that is not enabled', () => {
  const system = () => {
    const app = new App();
    return { app, system: new AmbientSystem(app, { enabled: false, mesh: { revision: 'canary' } }) };
  };

  test('writes nothing by itself', () => expect(system().app.synthesized().files).toEqual([]));

  test('takes everything that needs a mesh, and writes apps and add-ons alone', () => {
    const { app, system: off } = system();
    off.addNamespace({ name: 'labelled', labels: { 'istio.io/use-waypoint': 'none', team: 'web' } });
    const gateway = off.addGateway({
      name: 'edge',
      namespace: 'edge',
      listeners: [
        {
          name: 'https',
          protocol: 'HTTPS',
          port: 443,
          hostname: 'a.example.com',
          certificate: { source: 'bootstrap' },
        },
      ],
    } as never);
    const page = off.addEchoPage({ name: 'page', namespace: 'app', text: 'a' });
    off.addWaypoint({ namespace: 'app' });
    off.addWaypoint({ name: 'second', namespace: 'app', enrol: [page] });
    off.addRoute({ name: 'page', gateway, rules: [{ backends: [{ backend: page }] }] });
    off.addServiceEntry({ name: 'out', namespace: 'out', hosts: ['a.example.com'], ports: [] } as never);
    off.addDefaultDeny({ namespace: 'app' });
    off.addAddon('beside', scope => scope);
    const { files, findings } = app.synthesized();
    expect(findings).toEqual([]);
    expect(off.neededCertificates).toEqual([]);
    expect(files.map(({ file, objects }) => `${file}: ${objects.map(({ kind }) => kind)}`)).toMatchInlineSnapshot(`
[
  0000-namespaces.k8s.yaml: Namespace,Namespace,
  0001-beside.k8s.yaml: ,
  0002-apps-app.k8s.yaml: ServiceAccount,ConfigMap,Deployment,Service,
]
`);
    expect(files[0].objects.map(({ metadata }) => Object.keys(metadata.labels ?? {}).join())).toMatchInlineSnapshot(`
[
  pod-security.kubernetes.io/audit,pod-security.kubernetes.io/enforce,pod-security.kubernetes.io/warn,team,
  pod-security.kubernetes.io/audit,pod-security.kubernetes.io/enforce,pod-security.kubernetes.io/warn,
]
`);
  });
});
