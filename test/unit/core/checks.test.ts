import { join } from 'node:path';
import { ApiObject, Chart, Names, App as StockApp, YamlOutputType } from 'cdk8s';
import { App } from '../../../lib/core/app';
import { type Check, enforce } from '../../../lib/core/checks';
import { FindingsError, formatFindings } from '../../../lib/core/findings';
import { readTree, temporaryFolder } from '../../support/folders';

const folder = temporaryFolder();

const PORT_IN_RANGE: Check<{ port: number }> = {
  id: 'AMB999',
  when: ({ port }) => port === 0,
  found: ({ port }) => `port ${port}`,
  expected: 'a port from 1 to 65535',
  cure: ({ port }) => `set port to ${port + 1}`,
};

describe('enforce', () => {
  it('fails in synthYaml as in synth', () => {
    const app = new App();
    enforce(new Chart(app, 'web'), [PORT_IN_RANGE], { port: 0 });
    expect(() => app.synthYaml()).toThrowErrorMatchingInlineSnapshot(`
1 error

error AMB999 at web
  found port 0
  expected a port from 1 to 65535
  cure: set port to 1
`);
  });

  it('has the checks of a unit run by the stock App too', () => {
    const app = new StockApp({ outdir: join(folder, 'stock') });
    enforce(new Chart(app, 'web'), [PORT_IN_RANGE], { port: 0 });
    expect(() => app.synth()).toThrowErrorMatchingInlineSnapshot(`
Validation failed with the following errors:
  [web] AMB999: found port 0, expected a port from 1 to 65535: set port to 1
`);
  });

  it('writes an app that has only warnings, and returns them', () => {
    const outdir = join(folder, 'warned');
    const app = new App({ outdir });
    const chart = new Chart(app, 'web');
    enforce(chart, [{ ...PORT_IN_RANGE, level: 'warning' }], { port: 0 });
    new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap' });
    const { findings } = app.synth();
    expect(findings).toEqual([
      {
        id: 'AMB999',
        level: 'warning',
        path: 'web',
        found: 'port 0',
        expected: 'a port from 1 to 65535',
        cure: 'set port to 1',
        message: 'found port 0, expected a port from 1 to 65535: set port to 1',
      },
    ]);
    expect(Object.keys(readTree(outdir))).toEqual(['web.k8s.yaml']);
  });

  it('warns of a file that overwrites another, as the stock App lets it', () => {
    const app = new App({ outdir: join(folder, 'overwritten'), yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    for (const namespace of ['shop', 'bank']) {
      const metadata = { name: 'settings' };
      new ApiObject(new Chart(app, namespace, { namespace }), 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
    }
    const { findings } = app.synth();
    expect(new FindingsError(findings).message).toMatchInlineSnapshot(`
1 warning

warning AMB008 at shop
  found two files named ConfigMap.settings.k8s.yaml, of which the later one overwrites ConfigMap shop/settings
  expected a file name of its own for each
  cure: write a file per chart, or give the charts or objects different names
`);
  });

  it('warns of an empty file that is overwritten', () => {
    const app = new App();
    new Chart(app, Names.toDnsLabel(new Chart(app, 'Web')));
    expect(formatFindings(app.synthesized().findings)).toMatchInlineSnapshot(`
1 warning

warning AMB008 at Web
  found two files named web-c8be3fae.k8s.yaml, of which the later one overwrites an empty one
  expected a file name of its own for each
  cure: write a file per chart, or give the charts or objects different names
`);
  });
});
