import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const run = (script: string, option: string) =>
  spawnSync(process.execPath, ['--require', './scripts/register.js', script, option], { cwd: ROOT, encoding: 'utf8' });

const COMMANDS = ['bench', 'images', 'mesh-docs', 'complete-lock'].map(name => `scripts/${name}.ts`);

describe.each([...COMMANDS, 'test/conformance/main.ts'])('%s', script => {
  it('tells its usage and does nothing else', () => {
    const { status, stdout } = run(script, '--help');
    expect({ status, first: stdout.split(' ')[0] }).toEqual({ status: 0, first: 'usage:' });
  }, 60_000);

  it('fails with an option that is not there', () => {
    const { status, stdout, stderr } = run(script, '--nope');
    expect({ status, stdout, first: stderr.split(' ')[0] }).toEqual({ status: 2, stdout: '', first: 'usage:' });
  }, 60_000);
});
