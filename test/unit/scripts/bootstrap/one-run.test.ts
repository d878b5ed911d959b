import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asOnlyRun } from '../../../../scripts/bootstrap/one-run';
import { testSession } from '../../../support/bootstrap/session';

const state = mkdtempSync(join(tmpdir(), 'ambient-one-run-'));
const { session } = testSession({ state });
const note = join(state, 'clusters', 'lab', 'running.json');
afterAll(() => rmSync(state, { recursive: true }));

const run = () => asOnlyRun(session, 'down', async () => existsSync(note));

test('a run is noted while it lasts', async () => {
  expect(await run()).toBe(true);
  expect(existsSync(note)).toBe(false);
});

test('a second one fails while the first is under way, and goes on once that is gone, however it ended', async () => {
  const script = join(state, 'scripts', 'bootstrap.ts');
  const first = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)', script], { stdio: 'ignore' });
  const ended = new Promise(done => first.once('exit', done));
  await run();
  writeFileSync(note, JSON.stringify({ command: 'up', pid: first.pid }));
  await expect(run()).rejects.toThrow(
    `error AMB908: up is under way on lab, as process ${first.pid}\n` +
      `  cure: wait until it has ended, or end it: kill ${first.pid}`,
  );
  expect(existsSync(note)).toBe(true);
  first.kill('SIGKILL');
  await ended;
  expect(await run()).toBe(true);
});

test("a process that has got the number of one that is gone is in nobody's way", async () => {
  writeFileSync(note, JSON.stringify({ command: 'up', pid: process.ppid }));
  expect(await run()).toBe(true);
});
