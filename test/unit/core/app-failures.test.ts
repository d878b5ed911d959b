import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { App, type AppProps } from '../../../lib/core/app';
import { enforce } from '../../../lib/core/checks';
import { FindingsError } from '../../../lib/core/findings';
import { RULES } from '../../../lib/rules';
import { temporaryFolder } from '../../support/folders';

const folder = temporaryFolder();
let count = 0;

/** An app with one chart `web`, and what synth throws for it; it must have written nothing. */
function refused(build: (chart: Chart, app: App) => void, props: AppProps = {}): FindingsError {
  const outdir = join(folder, `out${count++}`);
  const app = new App({ ...props, outdir });
  build(new Chart(app, 'web', { namespace: 'shop' }), app);
  try {
    app.synth();
  } catch (error) {
    expect(existsSync(outdir)).toBe(false);
    expect(error).toBeInstanceOf(FindingsError);
    return error as FindingsError;
  }
  throw new Error('synth refused nothing');
}

const configMap = (scope: Construct, id: string, data: unknown = { a: 'b' }, kind = 'ConfigMap') =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind, metadata: { name: id }, data });

const fail = (): never => {
  throw new TypeError('no such field');
};

const CHECKS = [
  {
    id: 'AMB999',
    when: ({ port }: { port: number }) => port === 0,
    found: ({ port }: { port: number }) => `port ${port}`,
    expected: 'a port from 1 to 65535',
    cure: 'set port',
  },
];

describe('App', () => {
  it('fails with every fault of every kind in one run', () => {
    const error = refused(
      chart => {
        const unit = new Construct(chart, 'unit');
        enforce(unit, CHECKS, { port: 0 });
        unit.node.addValidation({ validate: () => ['a stock validation fails', 'and another'] });
        configMap(chart, 'lazy', Lazy.any({ produce: fail }));
        configMap(chart, 'function', { a: () => 1 });
      },
      { rules: RULES },
    );
    expect(error.message).toMatchInlineSnapshot(`
5 errors

error AMB004 at web/function
  the object cannot be written as YAML: Tag not resolved for Function value

error AMB004 at web/lazy
  the object cannot be resolved: no such field

error AMB001 at web/unit
  a stock validation fails

error AMB001 at web/unit
  and another

error AMB999 at web/unit
  found port 0
  expected a port from 1 to 65535
  cure: set port
`);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it('fails with what the rules find once everything resolves', () => {
    const error = refused(
      chart => {
        configMap(chart, 'first').addJsonPatch(JsonPatch.replace('/metadata/name', 'twice'));
        configMap(chart, 'second').addJsonPatch(JsonPatch.replace('/metadata/name', 'twice'));
        configMap(chart, 'token', { password: 'aHVudGVyMg==' }, 'Secret');
        configMap(chart, 'empty', {}, 'Secret');
      },
      { rules: RULES },
    );
    expect(error.message).toMatchInlineSnapshot(`
2 errors

error AMB002 at web/second
  found ConfigMap shop/twice again, which web/first makes too
  expected one object of each group, kind, namespace and name
  cure: rename one of the two, or make it once and refer to it

error AMB003 at web/token
  found Secret shop/token with data
  expected no secret value in a manifest
  cure: let cert-manager or another controller make the Secret, or create it from files beside the manifests
`);
  });

  it('fails on a rule that fails itself, and still applies the others', () => {
    const broken = {
      id: 'AMB998',
      doc: 'breaks',
      why: 'to see what becomes of it',
      see: ['https://example.com/'] as const,
      level: 'warning' as const,
      faults: fail,
    };
    const secret = (chart: Chart) => configMap(chart, 'token', { a: 'b' }, 'Secret');
    expect(refused(secret, { rules: [broken, ...RULES] }).message).toMatchInlineSnapshot(`
2 errors

error AMB998 at the app
  the rule failed itself: no such field

error AMB003 at web/token
  found Secret shop/token with data
  expected no secret value in a manifest
  cure: let cert-manager or another controller make the Secret, or create it from files beside the manifests
`);
  });

  it('fails on dependencies that form a cycle', () => {
    const error = refused((chart, app) => {
      const other = new Chart(app, 'other');
      configMap(chart, 'a').addDependency(configMap(other, 'b'));
      other.addDependency(chart);
    });
    expect(error.message).toMatchInlineSnapshot(`
1 error

error AMB005 at web
  the dependencies form a cycle: web => other => web
`);
  });

  it('fails on a construct that depends on itself, which the stock App leaves out without a word', () => {
    expect(refused(chart => chart.addDependency(chart)).message).toMatchInlineSnapshot(`
1 error

error AMB005 at web
  the dependencies form a cycle: web => web
`);
  });

  it('fails on a dependency that leaves the charts', () => {
    const error = refused((chart, app) => configMap(chart, 'a').addDependency(new Construct(app, 'lonely')));
    expect(error.message).toMatchInlineSnapshot(`
1 error

error AMB005 at web/a
  the dependency of web/a on lonely has an end outside any chart
`);
  });

  it('fails on a validation that throws', () => {
    const error = refused(chart =>
      chart.node.addValidation({
        validate: fail,
      }),
    );
    expect(error.message).toMatchInlineSnapshot(`
1 error

error AMB001 at web
  no such field
`);
  });

  it('fails on a construct that is added while the app is being resolved', () => {
    const error = refused(chart => configMap(chart, 'a', Lazy.any({ produce: () => configMap(chart, 'late').name })));
    expect(error.message).toMatchInlineSnapshot(`
1 error

error AMB004 at web/late
  the construct was added while its app was being resolved
`);
  });

  it('fails on objects that go round in circles, have no name for a file, or are none', () => {
    const error = refused(
      chart => {
        const circle: Record<string, unknown> = {};
        circle.again = circle;
        configMap(chart, 'circle', circle);
        configMap(chart, 'nameless').addJsonPatch(JsonPatch.remove('/metadata'));
        configMap(chart, 'nothing').toJson = () => undefined;
      },
      { yamlOutputType: YamlOutputType.FILE_PER_RESOURCE },
    );
    expect(error.message).toMatchInlineSnapshot(`
3 errors

error AMB004 at web/circle
  the object cannot be resolved: Maximum call stack size exceeded

error AMB004 at web/nameless
  no file name can be made of kind and metadata.name: Cannot read properties of undefined (reading 'name')

error AMB004 at web/nothing
  the object cannot be resolved: toJson gives no object but undefined
`);
  });
});
