import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMigrate } from '../../../../scripts/migrate/command';
import { ingress } from './one-ingress';

const SHOP = join(__dirname, 'shop.yaml');
const ODD = readFileSync(join(__dirname, 'odd.yaml'), 'utf8');

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'migrate-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  function run(...args: string[]) {
    let [printed, complained] = ['', ''];
    const code = runMigrate(args, {
      print: text => {
        printed += text;
      },
      complain: text => {
        complained += text.replaceAll(folder, '');
      },
    });
    return { code, printed, complained };
  }

  test('prints YAML, or TypeScript, or writes both', () => {
    const to = ['--gateway', 'edge/front', '--section', 'http', '--https-section', 'https'];
    const yaml = run(...to, SHOP);
    const typescript = run(...to, '--typescript', SHOP);
    expect([yaml.code, typescript.code]).toEqual([0, 0]);
    expect(run(...to, '--output', join(folder, 'out'), SHOP)).toMatchObject({ code: 0, printed: '' });
    expect(readFileSync(join(folder, 'out', 'routes.yaml'), 'utf8')).toBe(yaml.printed);
    expect(readFileSync(join(folder, 'out', 'routes.ts'), 'utf8')).toBe(typescript.printed);
  });

  test('fails where it cannot write', () => {
    const taken = file('taken', '');
    expect(run('--gateway', 'edge/front', '--output', taken, SHOP)).toMatchObject({
      code: 2,
      complained: "EEXIST: file already exists, mkdir '/taken'\n",
    });
  });

  test('fails with everything that has no equivalent, by file and line', () => {
    expect(run('--gateway', 'edge/front', file('odd.yaml', ODD))).toMatchSnapshot();
  });

  test('takes the Ingresses of one class', () => {
    const { complained, code } = run(
      '--gateway',
      'edge/front',
      '--ingress-class',
      'haproxy',
      file('one.json', ingress({})),
    );
    expect(code).toBe(0);
    expect(complained).toMatchInlineSnapshot(`
HTTPRoutes: 0, DestinationRules: 0

1 info

info AMB759 at /one.json:1
  found an Ingress of no class
  expected class haproxy; it is left alone
  cure: run this without --ingress-class for Ingresses of every class

`);
  });

  test('fails with a file that cannot be read', () => {
    const broken = file('broken.yaml', 'a: [\n---\nb: 1\n');
    expect(run('--gateway', 'edge/front', broken, join(folder, 'none.yaml'))).toMatchInlineSnapshot(`
{
  code: 2,
  complained: 2 errors

error AMB750 at /broken.yaml:2
  found Flow sequence in block collection must be sufficiently indented and end with a ]
  expected manifests in YAML or JSON, or a cluster that kubectl reaches
  cure: name another file or context, or mend it

error AMB750 at /none.yaml
  found ENOENT: no such file or directory, stat '/none.yaml'
  expected manifests in YAML or JSON, or a cluster that kubectl reaches
  cure: name another file or context, or mend it
,
  printed: ,
}
`);
  });

  test('fails with an Ingress that has no rules to read', () => {
    const odd = file('no-spec.yaml', 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: a }\nspec:\n');
    expect(run('--gateway', 'edge/front', odd)).toMatchInlineSnapshot(`
{
  code: 2,
  complained: 1 error

error AMB750 at /no-spec.yaml:4
  found Ingress with spec: it is required
  expected manifests in YAML or JSON, or a cluster that kubectl reaches
  cure: name another file or context, or mend it
,
  printed: ,
}
`);
  });

  test.each([
    [[]],
    [['a.yaml']],
    [['--gateway', 'front', 'a.yaml']],
    [['--gateway', 'a/b', '--https-section', 'c', 'd']],
  ])('fails with the arguments %j', args => {
    const { code, complained } = run(...args);
    expect(code).toBe(2);
    expect(complained.split('\n')[0]).toMatchSnapshot();
  });

  test('help prints the usage', () => expect(run('--help')).toMatchObject({ code: 0, complained: '' }));
});
