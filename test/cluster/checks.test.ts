import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { script } from '../../scripts/bootstrap/verify/mesh/outsider';
import { KILLER_SCRIPT } from '../support/bootstrap/killer';

const ROOT = join(__dirname, '..', '..');

/** Exit code and everything that was printed. */
function run(program: string, ...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

test.each(['lint', 'format', 'layers', 'types'])('npm run %s finds nothing', script => {
  const { status, output } = run('npm', 'run', '--silent', script);
  expect(status === 0 ? '' : output).toBe('');
});

test('shellcheck finds nothing in any shell script', () => {
  const scripts = run('git', 'grep', '-lE', '--max-count=1', '^#!.*[ /](ba)?sh$').output.trim().split('\n');
  const own = scripts.filter(file => readFileSync(join(ROOT, file), 'utf8').startsWith('#!'));
  expect(own).toContain('.ci/run');
  expect(run('shellcheck', ...own)).toEqual({ status: 0, output: '' });
});

test.each([
  ['the one that kills up', KILLER_SCRIPT],
  ['the one that knocks from outside of the mesh', `#!/bin/sh\n${script([])[2]}\n`],
])('shellcheck finds nothing in shell that programs write: %s', (_, text) => {
  const { status, stdout } = spawnSync('shellcheck', ['-'], { input: text, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});

test('hand-written files stay short', () => {
  const files = run('git', 'ls-files', '*.ts', '*.js', '*.cjs', '*.go', '*.sh', '.ci/run').output.trim().split('\n');
  const written = files.filter(file => !file.startsWith('imports/'));
  const lines = written.map(file => ({ file, lines: run('wc', '-l', file).output.split(' ')[0] }));
  const lengths = lines.map(entry => Number(entry.lines)).sort((a, b) => a - b);
  expect(lines.filter(entry => Number(entry.lines) > 250)).toEqual([]);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(120);
});

test('the top level holds what a user is told to expect', () => {
  const given = [
    'package.json',
    'tsconfig.json',
    'cdk8s.yaml',
    'main.ts',
    'lib',
    'imports',
    '__snapshots__',
    'scripts',
  ];
  expect(readdirSync(ROOT)).toEqual(expect.arrayContaining([...given, 'README.md', 'LICENSE', 'docs']));
});
