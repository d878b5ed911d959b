import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { runMigrate } from '../../../../scripts/migrate/command';
import { ingress } from './one-ingress';

/** A kubectl that knows Ingresses and Services, notes what it is asked, and answers with one Ingress. */
const KUBECTL = `#!/bin/sh
echo "$*" >> "$(dirname "$0")/asked"
case "$1" in
  api-resources) printf 'ingresses.networking.k8s.io\\nservices\\nnamespaces\\n' ;;
  get) cat "$(dirname "$0")/list.json" ;;
esac
`;

const REFUSED = '#!/bin/sh\necho "error: context \\"none\\" does not exist" >&2\nexit 1\n';

describe('a cluster', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
  const path = process.env.PATH;

  const install = (script: string) => {
    writeFileSync(join(folder, 'kubectl'), script);
    chmodSync(join(folder, 'kubectl'), 0o755);
    process.env.PATH = `${folder}${delimiter}${path}`;
  };
  afterEach(() => {
    process.env.PATH = path;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(...args: string[]) {
    let [printed, complained] = ['', ''];
    const print = (text: string) => {
      printed += text;
    };
    const complain = (text: string) => {
      complained += text;
    };
    return { code: runMigrate(args, { print, complain }), printed, complained };
  }

  test('is read by lists of what the task is about, as far as it serves them', () => {
    install(KUBECTL);
    writeFileSync(join(folder, 'list.json'), JSON.stringify({ items: [JSON.parse(ingress({}))] }));
    const { code, printed } = run('--gateway', 'edge/front', '--context', 'lab');
    expect(code).toBe(0);
    expect(printed).toContain('kind: HTTPRoute');
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe(
      [
        'api-resources --verbs=list --output=name --context lab',
        'get ingresses.networking.k8s.io,services --all-namespaces --output=json --context lab',
        '',
      ].join('\n'),
    );
  });

  test('has objects and fields where files have lines', () => {
    install(KUBECTL);
    const strange = ingress({ 'nginx.ingress.kubernetes.io/server-snippet': 'x' });
    writeFileSync(join(folder, 'list.json'), JSON.stringify({ items: [JSON.parse(strange)] }));
    const { code, complained } = run('--gateway', 'edge/front', '--cluster');
    expect(code).toBe(1);
    expect(complained).toMatchInlineSnapshot(`
HTTPRoutes: 1, DestinationRules: 0
listeners of Gateway edge/front have to admit routes of: shop

1 error

error AMB752 at cluster, Ingress shop/one, metadata.annotations.nginx.ingress.kubernetes.io/server-snippet
  found annotation nginx.ingress.kubernetes.io/server-snippet: "x"
  expected an annotation that routes have words for
  cure: say what it does by listeners and routes

`);
  });

  test('fails with what kubectl says', () => {
    install(REFUSED);
    expect(run('--to-ambient', '--context', 'none')).toMatchInlineSnapshot(`
{
  code: 2,
  complained: 1 error

error AMB750 at none
  found error: context "none" does not exist
  expected manifests in YAML or JSON, or a cluster that kubectl reaches
  cure: name another file or context, or mend it
,
  printed: ,
}
`);
  });

  test('fails where kubectl ends without a word', () => {
    install('#!/bin/sh\nexit 3\n');
    expect(run('--to-ambient', '--cluster').complained).toMatchInlineSnapshot(`
1 error

error AMB750 at cluster
  found kubectl ended with 3
  expected manifests in YAML or JSON, or a cluster that kubectl reaches
  cure: name another file or context, or mend it

`);
  });

  test('fails where there is no kubectl', () => {
    process.env.PATH = folder;
    rmSync(join(folder, 'kubectl'));
    expect(run('--to-ambient', '--cluster').complained).toMatchInlineSnapshot(`
1 error

error AMB750 at cluster
  found kubectl does not run (spawnSync kubectl ENOENT); install it, or name files
  expected manifests in YAML or JSON, or a cluster that kubectl reaches
  cure: name another file or context, or mend it

`);
  });
});
