import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runProcess } from '../../../../scripts/bootstrap/process';

const ROOT = join(__dirname, '..', '..', '..', '..');

describe('a call of another program', () => {
  it('lets the process end at once where there is no such program', () => {
    const call = `require('./scripts/bootstrap/process').runProcess({ tool: 'no-such-tool', args: [], timeoutMs: 60000 })`;
    const { status, signal, stdout } = spawnSync(
      process.execPath,
      ['--require', './scripts/register.js', '--eval', `${call}.then(({ code }) => console.log(code))`],
      { cwd: ROOT, encoding: 'utf8', timeout: 30_000 },
    );
    expect({ status, signal, stdout }).toEqual({ status: 0, signal: null, stdout: '127\n' });
  }, 60_000);

  it('ends a program that takes too long, and says so', async () => {
    const args = ['--eval', 'setTimeout(() => undefined, 60000)'];
    const outcome = await runProcess({ tool: process.execPath, args, timeoutMs: 200 });
    expect(outcome).toMatchObject({ code: 124, stderr: 'no end within 0.2 s' });
  });

  it('waits for a program that ends in time', async () => {
    const outcome = await runProcess({ tool: process.execPath, args: ['--eval', '0'], timeoutMs: 60_000 });
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
  });
});
