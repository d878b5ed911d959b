import { join } from 'node:path';
import { App } from '../../../lib/rules/app';
import { TOPOLOGIES } from '../../../lib/topologies';

const IMPORTS = join(__dirname, '..', '..', '..', 'imports');

/** The generated modules that are loaded while a topology is made. */
async function loaded(topology: string): Promise<string[]> {
  const modules: string[] = [];
  await jest.isolateModulesAsync(async () => {
    for (const file of require('node:fs')
      .readdirSync(IMPORTS)
      .filter((name: string) => name.endsWith('.ts'))) {
      const path = join(IMPORTS, file);
      jest.doMock(path, () => {
        modules.push(file.replace(/\.ts$/, ''));
        return jest.requireActual(path);
      });
    }
    const topologies = require('../../../lib/topologies') as { TOPOLOGIES: typeof TOPOLOGIES };
    const app = new (require('../../../lib/rules/app') as { App: typeof App }).App();
    (await topologies.TOPOLOGIES[topology]())(app);
    app.synthesized();
  });
  return modules.sort();
}

test('a topology loads the API groups that it uses and no others', async () => {
  for (const topology of Object.keys(TOPOLOGIES)) {
    const app = new App();
    (await TOPOLOGIES[topology]())(app);
    const used = app.synthesized().index.all.map(({ object }) => object.apiVersion.split('/')[0]);
    expect((await loaded(topology)).filter(group => !used.includes(group))).toEqual([]);
  }
});
