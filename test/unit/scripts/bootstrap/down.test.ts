import { TOPOLOGIES } from '../../../../lib/topologies';
import { inPhases, isMeshComponent } from '../../../../scripts/bootstrap/down/phases';
import type { LiveObject } from '../../../../scripts/bootstrap/kubectl/live-object';
import { planTopology } from '../../../../scripts/bootstrap/plan/plan';

const MESH = ['ztunnel', 'istio-cni', 'istiod'];

describe.each(Object.keys(TOPOLOGIES))('down of %s', topology => {
  const planned = planTopology(topology, 'dist').then(({ objects }) =>
    inPhases(objects as LiveObject[]).filter(phase => phase.objects.length > 0),
  );

  it('takes everything, each object once', async () => {
    const { objects } = await planTopology(topology, 'dist');
    const taken = (await planned).flatMap(phase => phase.objects);
    expect(taken).toHaveLength(objects.length);
    expect(new Set(taken).size).toBe(objects.length);
  });

  it('ends what needs the mesh before ztunnel, istio-cni and istiod, in this order, and namespaces at the end', async () => {
    const names = (await planned).map(({ name }) => name);
    const before = ['routes and policies', 'apps', 'gateways', 'waypoints', 'parameters of gateways'];
    const all = [...before, ...MESH, 'namespaces'];
    expect(names).toEqual(all.filter(name => names.includes(name)));
    expect(names).toEqual(expect.arrayContaining([...MESH, 'apps', 'gateways', 'namespaces']));
  });

  it('knows the mesh, whoever delivers it', async () => {
    const phases = (await planned).filter(({ objects }) => objects.some(isMeshComponent));
    expect(phases.map(({ name }) => name)).toEqual(MESH);
  });
});
