import { join } from 'node:path';
import { App as StockApp, YamlOutputType } from 'cdk8s';
import { App } from '../../../lib/rules/app';
import { TOPOLOGIES } from '../../../lib/topologies';
import { readTree, temporaryFolder } from '../../support/folders';
import { walkOnce } from '../../support/quick-stock';

const folder = temporaryFolder();

const CASES = Object.keys(TOPOLOGIES).flatMap(topology =>
  Object.values(YamlOutputType)
    .filter(type => typeof type === 'number')
    .map(type => ({ topology, type, name: YamlOutputType[type] })),
);

/** Charts so large that the stock App's own walk takes minutes. */
const LARGE = ['home-lab', 'prototypes/04-https-cert-manager'];

describe('every topology', () => {
  test.each(CASES)('is written with the bytes of the stock App: $topology, $name', async ({ topology, type, name }) => {
    const restore = LARGE.includes(topology) ? walkOnce() : () => undefined;
    const written = await Promise.all(
      [App, StockApp].map(async (AppClass, position) => {
        const outdir = join(folder, `${topology}-${name}-${position}`);
        const app = new AppClass({ outdir, yamlOutputType: type });
        (await TOPOLOGIES[topology]())(app);
        app.synth();
        return readTree(outdir);
      }),
    );
    restore();
    expect(written[0]).toEqual(written[1]);
  });
});
