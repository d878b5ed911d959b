import { App } from '../../../lib/rules/app';
import { ROUTES } from '../../../lib/rules/model/kinds';
import { TOPOLOGIES } from '../../../lib/topologies';
import { toTable } from '../../support/walk/table';
import { walk } from '../../support/walk/walk';

describe.each(Object.keys(TOPOLOGIES))('the ways into %s', topology => {
  const synthesized = async () => {
    const app = new App();
    (await TOPOLOGIES[topology]())(app);
    return app.synthesized().index;
  };

  test('lead to Services, ports and workloads, or to a redirect', async () => {
    const index = await synthesized();
    const ways = walk(index);
    expect(ways.filter(({ end }) => typeof end === 'string')).toEqual([]);
    expect(`\n${toTable(ways)}\n`).toMatchSnapshot();
  });

  test('are those of every route of a Gateway', async () => {
    const index = await synthesized();
    const walked = new Set(walk(index).map(({ route }) => route));
    const routes = ROUTES.flatMap(kind => index.ofKind(kind.split('.')[0], 'gateway.networking.k8s.io')).map(
      ({ object }) => object,
    );
    const atGateways = routes.filter(({ spec }) => spec.parentRefs.some(({ kind = 'Gateway' }) => kind === 'Gateway'));
    expect(
      atGateways
        .map(({ kind, metadata: { namespace, name } }) => `${kind} ${namespace}/${name}`)
        .filter(name => !walked.has(name)),
    ).toEqual([]);
  });
});
