import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AppProps, App as StockApp, YamlOutputType } from 'cdk8s';
import * as fc from 'fast-check';
import { App } from '../../../lib/core/app';
import { readTree, temporaryFolder } from '../../support/folders';
import { type AppPlan, appPlans, buildApp } from '../../support/random-apps';
import { SEED } from '../../support/seed';

const folder = temporaryFolder();

const OUTPUT_TYPES = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

const props = fc.record({
  outputFileExtension: fc.constantFrom('.k8s.yaml', '.yaml', '.json.txt', ''),
  recordConstructMetadata: fc.boolean(),
});

/** What an app of a class writes, or undefined if it refuses to. */
function written(AppClass: typeof StockApp, plan: AppPlan, appProps: AppProps) {
  const outdir = join(folder, AppClass === StockApp ? 'stock' : 'ours');
  rmSync(outdir, { recursive: true, force: true });
  try {
    const app = buildApp(AppClass, { ...appProps, outdir }, plan);
    app.synth();
    return { files: readTree(outdir), text: app.synthYaml() };
  } catch {
    return undefined;
  }
}

describe('App', () => {
  test.each(OUTPUT_TYPES)('writes the bytes of the stock App for random apps, output type %i', yamlOutputType => {
    let compared = 0;
    fc.assert(
      fc.property(appPlans, props, (plan, some) => {
        const stock = written(StockApp, plan, { ...some, yamlOutputType });
        expect(written(App, plan, { ...some, yamlOutputType })).toEqual(stock);
        if (stock !== undefined && Object.keys(stock.files).length > 1) compared++;
      }),
      { seed: SEED, numRuns: 200 },
    );

    expect(compared).toBeGreaterThan(50);
  });

  it('writes the bytes of the stock App when an app is synthesized again', () => {
    fc.assert(
      fc.property(appPlans, plan => {
        const stock = written(StockApp, plan, {});
        fc.pre(stock !== undefined);
        const app = buildApp(App, { outdir: join(folder, 'again') }, plan);
        app.synth();
        app.synth();
        expect(readTree(join(folder, 'again'))).toEqual(stock?.files);
      }),
      { seed: SEED, numRuns: 50 },
    );
  });
});
