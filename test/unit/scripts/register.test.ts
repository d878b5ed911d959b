import { spawnSync } from 'node:child_process';
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
  const write = (text: string) => {
    fs.writeFileSync(join(root, 'main.ts'), text);
    fs.utimesSync(join(root, 'main.ts'), 0, 0); // no change is to be told by its time
  };
  write(source);
  const spawn = (env: NodeJS.ProcessEnv = {}) =>
    spawnSync(process.execPath, ['--require', './scripts/register.js', 'main.ts'], {
      cwd: root,
      env: { ...process.env, NODE_NO_WARNINGS: '1', ...env },
      encoding: 'utf8',
    });
  const run = (env?: NodeJS.ProcessEnv) => {
    const { status, stdout, stderr } = spawn(env);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return stdout.trim();
  };
  /** What is said by a run that fails, the place of the project left out. */
  const fail = () => {
    const { status, stdout, stderr } = spawn();
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    return stderr.replaceAll(root, 'HERE');
  };
  const cache = join(root, 'node_modules', '.cache', 'cdk8s-istio-ambient');
  const entries = () => fs.readdirSync(cache).map(entry => join(cache, entry));
  return { root, run, fail, write, entries };
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
    expect(run({ TS_NODE_COMPILER_OPTIONS: '{"target":"es2020"}' })).toBe('hello compiled');
    expect(run()).toBe('hello cached');
  });

  it.each(['@swc/core', 'typescript', 'ts-node'])('compiles again with another version of %s', name => {
    const { run, root } = project(saying('hello'));
    run();
    const installed = join(root, 'node_modules', name);
    fs.rmSync(join(root, 'node_modules', name.split('/')[0]));
    fs.mkdirSync(installed, { recursive: true });
    fs.writeFileSync(join(installed, 'package.json'), '{"version":"0.0.0"}');
    fs.writeFileSync(join(installed, 'index.js'), `module.exports = require('${join(ROOT, 'node_modules', name)}');`);
    expect([run(), run()]).toEqual(['hello compiled', 'hello cached']);
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

  it('fails on a source that is no TypeScript, with the place and without a stack', () => {
    const { fail } = project('const one = 1;\nconst x: = one;');
    expect(fail()).toMatchInlineSnapshot(`
error: x Unexpected token \`=\`. Expected an identifier, void, yield, null, await, break, a string literal, a numeric literal, true, false, \`, -, import, this, typeof, {, [, (
   ,-[HERE/main.ts:2:1]
 1 | const one = 1;
 2 | const x: = one;
   :          ^
   \`----

`);
  });

  it('throws the same where somebody can catch it', () => {
    const { root, run } = project(
      "import('./later').catch(({ message, stack }) => console.log(message, stack === message));",
    );
    fs.writeFileSync(join(root, 'later.ts'), 'const x: = 1;');
    expect(run().replaceAll(root, 'HERE')).toMatchInlineSnapshot(`
x Unexpected token \`=\`. Expected an identifier, void, yield, null, await, break, a string literal, a numeric literal, true, false, \`, -, import, this, typeof, {, [, (
   ,-[HERE/later.ts:1:1]
 1 | const x: = 1;
   :          ^
   \`---- true
`);
  });

  it('fails on options that cannot be read', () => {
    const { root, fail } = project(saying('hello'));
    fs.writeFileSync(join(root, 'tsconfig.json'), '{ "compilerOptions": ');
    expect(fail()).toMatchInlineSnapshot(`
error: ⨯ Unable to compile TypeScript:
tsconfig.json(1,21): error TS1109: Expression expected.

`);
  });

  it('fails without the packages, and says how to install them', () => {
    const { root, fail } = project(saying('hello'));
    fs.rmSync(join(root, 'node_modules'), { recursive: true });
    expect(fail()).toBe('error: the packages are not installed: run npm ci\n');
  });
});
