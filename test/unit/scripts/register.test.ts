import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../support/folders';

const ROOT = join(__dirname, '..', '..', '..');
const folder = temporaryFolder();
let count = 0;

/** A project of one file that uses the loader, with a cache of its own. */
function project(source: string) {
  const root = join(folder, String(count++));
  fs.mkdirSync(join(root, 'node_modules'), { recursive: true });
  for (const name of ['ts-node', 'typescript', '@swc']) {
    fs.symlinkSync(join(ROOT, 'node_modules', name), join(root, 'node_modules', name));
  }
  for (const file of ['tsconfig.json', 'scripts/register.js', 'scripts/transpile-cache.js']) {
    fs.cpSync(join(ROOT, file), join(root, file));
  }
  const write = (text: string) => fs.writeFileSync(join(root, 'main.ts'), text);
  write(source);
  const run = (env: NodeJS.ProcessEnv = {}) =>
    execFileSync(process.execPath, ['--require', './scripts/register.js', 'main.ts'], {
      cwd: root,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  const cache = join(root, 'node_modules', '.cache', 'cdk8s-istio-ambient');
  const entries = () => fs.readdirSync(cache).map(entry => join(cache, entry));
  return { root, run, write, entries };
}

/** Says its text, and whether a compiler was loaded for it. */
const saying = (text: string) => `
const compiled: boolean = Object.keys(require.cache).some(file => file.includes('/ts-node/dist/'));
console.log('${text}', compiled ? 'compiled' : 'cached');
`;

describe('the TypeScript loader', () => {
  it('compiles a source once, and then loads no compiler', () => {
    const { run, entries } = project(saying('hello'));
    expect([run(), run()]).toEqual(['hello compiled', 'hello cached']);
    expect(entries()).toHaveLength(1);
  });

  it('compiles a changed source again, and finds the old one when it is changed back', () => {
    const { run, write } = project(saying('one'));
    run();
    write(saying('two'));
    expect([run(), run()]).toEqual(['two compiled', 'two cached']);
    write(saying('one'));
    expect(run()).toBe('one cached');
  });

  it('compiles again when a compiler option changes', () => {
    const { run, root } = project(saying('hello'));
    run();
    fs.appendFileSync(join(root, 'tsconfig.json'), ' ');
    expect(run()).toBe('hello compiled');
  });

  it.each([
    ['emptied', () => ''],
    ['cut short', (text: string) => text.slice(0, -10)],
    ['altered', (text: string) => text.replace('hello', 'jello')],
  ])('compiles again where an entry was %s, and mends it', (_, damage) => {
    const { run, entries } = project(saying('hello'));
    run();
    const [entry] = entries();
    fs.writeFileSync(entry, damage(fs.readFileSync(entry, 'utf8')));
    expect([run(), run()]).toEqual(['hello compiled', 'hello cached']);
  });

  it('keeps its cache among temporary files where the packages are read-only', () => {
    const { run, root } = project(saying('hello'));
    fs.writeFileSync(join(root, 'node_modules', '.cache'), 'not a folder');
    fs.mkdirSync(join(root, 'tmp'));
    const env = { TMPDIR: join(root, 'tmp') };
    expect([run(env), run(env)]).toEqual(['hello compiled', 'hello cached']);
  });

  it('compiles every time where nothing can be kept, or where others could tamper with it', () => {
    const { run, root } = project(saying('hello'));
    fs.writeFileSync(join(root, 'node_modules', '.cache'), 'not a folder');
    expect(run({ TMPDIR: join(root, 'main.ts') })).toBe('hello compiled');
    const open = join(root, 'tmp', `cdk8s-istio-ambient-${process.getuid?.()}`);
    fs.mkdirSync(open, { recursive: true });
    fs.chmodSync(open, 0o777);
    const env = { TMPDIR: join(root, 'tmp') };
    expect([run(env), run(env)]).toEqual(['hello compiled', 'hello compiled']);
  });

  it('names the lines of the source in a stack, compiled or cached', () => {
    const { run } = project(
      `interface Removed {\n  field: string;\n}\n\nconsole.log(new Error('here').stack?.split('\\n')[1].replace(/.*[/]/, ''));\n`,
    );
    expect([run(), run()]).toEqual(['main.ts:5:13)', 'main.ts:5:13)']);
  });

  it('names them of a cached file also in a run that compiles another', () => {
    const source = (text: string) => `${text}\nimport { here } from './here';\nconsole.log(here());\n`;
    const { run, root, write } = project(source('// one'));
    const lines = 'interface Removed {\n  field: string;\n}\n\n';
    const here = `export const here = () => new Error('here').stack?.split('\\n')[1].replace(/.*[/]/, '');\n`;
    fs.writeFileSync(join(root, 'here.ts'), lines + here);
    const first = run();
    write(source('// two'));
    expect([first, run(), run()]).toEqual(Array(3).fill('here.ts:5:27)'));
  });

  it('fails on a source that is no TypeScript', () => {
    const { run } = project('const x: = 1;');
    expect(() => run()).toThrow(/Expression expected|Expected a type|Unexpected token/);
  });
});
