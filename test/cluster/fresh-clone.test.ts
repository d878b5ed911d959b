import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOPOLOGIES } from '../../lib/topologies';
import { bytes, offline, ROOT, run, succeed } from '../support/commands';

const MINUTES = 60_000;

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The text of the first block of a language in the README. */
function block(language: string): string {
  const [, text] = new RegExp(`\`\`\`${language}\\n([^\`]*)\`\`\``).exec(README) ?? [];
  if (text === undefined) throw new Error(`README.md has no block of ${language}`);
  return text;
}

/** The two commands of the README: the words before the comment of each line. */
const [SYNTH, TEST] = block('sh')
  .split('\n')
  .map(line => line.split('#')[0].trim());

/** The ways, beside that of CommonJS, in which a compiler looks for the types of a package. */
const NODE_16 = ['--module', 'node16', '--moduleResolution', 'node16'];
const BUNDLER = ['--module', 'esnext', '--moduleResolution', 'bundler'];

describe('a fresh clone', () => {
  let folder: string;
  let clone: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'clone-'));
    clone = join(folder, 'project');
    succeed(folder, ['git', 'clone', '--quiet', ROOT, clone]);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test(
    'is installed by the first half of the first command',
    () => {
      expect([SYNTH, TEST]).toEqual(['npm ci && npm run synth', 'npm test']);
      succeed(clone, ['npm', 'ci']);
    },
    5 * MINUTES,
  );

  test('synthesizes without a network, and says what it wrote and how to apply it', () => {
    const output = succeed(clone, offline(['npm', 'run', '--silent', 'synth']));
    for (const file of Object.keys(bytes(join(clone, 'dist')))) expect(output).toContain(file);
    expect(output).toContain('kubectl apply -f dist');
    expect(succeed(clone, ['git', 'status', '--porcelain'])).toBe('');
  });

  test(
    'passes its tests without a network',
    () => {
      expect(run(clone, offline(['npm', 'test']))).toMatchObject({ status: 0 });
      expect(succeed(clone, ['git', 'status', '--porcelain'])).toBe('');
    },
    10 * MINUTES,
  );

  test(
    'gives the same bytes by npx cdk8s synth, in another locale, time zone and folder',
    () => {
      const expected = bytes(join(clone, 'dist'));
      succeed(clone, offline(['npx', 'cdk8s', 'synth']));
      expect(bytes(join(clone, 'dist'))).toEqual(expected);

      const turkish = { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati' };
      const elsewhere = join(folder, 'elsewhere');
      succeed(clone, ['npm', 'run', 'synth', '--', '--output', elsewhere], turkish);
      expect(bytes(elsewhere)).toEqual(expected);

      const copy = join(folder, 'a folder with blanks');
      succeed(folder, ['git', 'clone', '--quiet', ROOT, copy]);
      succeed(copy, ['ln', '-s', join(clone, 'node_modules'), 'node_modules']);
      succeed(copy, ['npm', 'run', 'synth'], { LC_ALL: 'C', TZ: 'America/St_Johns' });
      expect(bytes(join(copy, 'dist'))).toEqual(expected);
    },
    2 * MINUTES,
  );

  test('fails on an unknown topology, names the known ones and leaves the old output alone', () => {
    const before = bytes(join(clone, 'dist'));
    const { status, output } = run(clone, ['npm', 'run', '--silent', 'synth', '--', 'nonsense']);
    expect({ status, output }).toEqual({
      status: 1,
      output: `1 error

error AMB502 at the command line
  found topology "nonsense"
  expected one of: ${Object.keys(TOPOLOGIES).join(', ')}
  cure: name one of them
`,
    });
    expect(bytes(join(clone, 'dist'))).toEqual(before);
    expect(run(clone, ['npm', 'run', '--silent', 'synth'], { TOPOLOGY: 'nonsense' })).toEqual({ status, output });
  });

  test('fails on an output folder that holds files of somebody else, and loses none of them', () => {
    const dist = join(clone, 'dist');
    writeFileSync(join(dist, 'notes.txt'), 'mine');
    const before = bytes(dist);
    const { status, output } = run(clone, ['npm', 'run', '--silent', 'synth']);
    expect({ status, output }).toMatchSnapshot();
    expect(bytes(dist)).toEqual(before);
    rmSync(join(dist, 'notes.txt'));
  });

  test(
    "packs itself as a library that runs the README's example in an empty cdk8s project",
    () => {
      const project = join(folder, 'library');
      mkdirSync(project);
      const [tarball] = JSON.parse(succeed(clone, ['npm', 'pack', '--json', '--silent', '--pack-destination', folder]));

      const names = ['cdk8s', 'cdk8s-cli', 'cdk8s-plus-28', 'constructs', 'ts-node', 'typescript', '@types/node'];
      const pinned = names.map(name => `${name}@${devDependencies[name]}`);
      writeFileSync(join(project, 'package.json'), '{"private": true}');
      succeed(project, ['npm', 'install', '--prefer-offline', ...pinned, join(folder, tarball.filename)]);
      writeFileSync(join(project, 'cdk8s.yaml'), 'language: typescript\napp: npx ts-node main.ts\n');
      const compilerOptions = { target: 'ES2022', module: 'CommonJS', strict: true };
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
      writeFileSync(join(project, 'main.ts'), block('ts'));
      succeed(project, ['npx', 'cdk8s', 'synth']);
      for (const resolution of [[], NODE_16, BUNDLER]) {
        succeed(project, ['npx', 'tsc', '--noEmit', '--skipLibCheck', 'false', ...resolution]);
      }

      const files = bytes(join(project, 'dist'));
      expect(Object.keys(files).sort().join('\n')).toMatchSnapshot();
      expect(Object.values(files).join('')).toContain('nodePort: 31002');
    },
    5 * MINUTES,
  );
});
