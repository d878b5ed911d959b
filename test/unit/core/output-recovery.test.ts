import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { App } from '../../../lib/core/app';
import { readTree, temporaryFolder } from '../../support/folders';

const root = temporaryFolder();

/** No process has it: above the largest that Linux and macOS give. */
const DEAD = 99_999_999;

/** The folders of a place, made with one file each. */
function prepare(name: string, folders: string[]): string {
  for (const folder of folders) {
    fs.mkdirSync(join(root, name, folder), { recursive: true });
    fs.writeFileSync(join(root, name, folder, 'a.k8s.yaml'), folder);
  }
  return join(root, name);
}

function synth(outdir: string, valid = true): void {
  const app = new App({ outdir });
  const chart = new Chart(app, 'web');
  new ApiObject(chart, 'it', { apiVersion: 'v1', kind: 'ConfigMap' });
  if (!valid) chart.node.addValidation({ validate: () => ['wrong'] });
  app.synth();
}

function refuse(file: string, code: string): never {
  throw Object.assign(new Error(`${code}: ${file}`), { code });
}

/** As for a user who is not root: no folder is removed that holds something and may not be written to. */
function refuseRemoval() {
  const remove = fs.rmSync;
  const isClosed = (folder: string) => (fs.statSync(folder).mode & 0o200) === 0;
  return jest.spyOn(fs, 'rmSync').mockImplementation((target, options) => {
    const folder = String(target);
    const folders = [folder, join(folder, 'sub')].filter(each => fs.existsSync(each));
    if (folders.some(isClosed)) refuse(folder, 'EACCES');
    remove(folder, options);
  });
}

describe('a run after one that was killed', () => {
  it('brings the old output back, even if it writes nothing itself', () => {
    const place = prepare('between', [`.dist.synth-${DEAD}-0123abcd.old`, `.dist.synth-${DEAD}-0123abce.new`]);
    expect(() => synth(join(place, 'dist'), false)).toThrow();
    expect(readTree(place)).toEqual({ dist: '', 'dist/a.k8s.yaml': `.dist.synth-${DEAD}-0123abcd.old` });
  });

  it('removes what is left beside output that is there', () => {
    const place = prepare('after', ['dist', `.dist.synth-${DEAD}-0123abcd.old`, `.dist.synth-${DEAD}-0123abce.new`]);
    synth(join(place, 'dist'));
    expect(Object.keys(readTree(place))).toEqual(['dist', 'dist/web.k8s.yaml']);
  });

  it('leaves alone what belongs to another folder or to no run', () => {
    const others = ['.dist.synth-notes', '.dist2.synth-99999999-0123abcd.new', `.dist.synth-${DEAD}-0123abcd.new.bak`];
    const place = prepare('others', others);
    synth(join(place, 'dist'));
    expect(fs.readdirSync(place).sort()).toEqual([...others, 'dist'].sort());
  });

  it('leaves alone what a run that goes on has beside the output', async () => {
    const running = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    await once(running, 'spawn');
    const place = prepare('running', [`.dist.synth-${running.pid}-0123abcd.new`]);
    synth(join(place, 'dist'));
    expect(fs.readdirSync(place)).toEqual([`.dist.synth-${running.pid}-0123abcd.new`, 'dist']);
    running.kill();
    await once(running, 'exit');
    synth(join(place, 'dist'));
    expect(fs.readdirSync(place)).toEqual(['dist']);
  });

  it('puts its own output in place where another run has been quicker', () => {
    const place = prepare('race', ['dist']);
    const rename = fs.renameSync;
    let raced = false;
    const spy = jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (String(from).endsWith('.new') && !raced) {
        raced = true;
        prepare('race', ['dist']);
      }
      rename(from, to);
    });
    synth(join(place, 'dist'));
    spy.mockRestore();
    expect(raced).toBe(true);
    expect(Object.keys(readTree(place))).toEqual(['dist', 'dist/web.k8s.yaml']);
  });

  it('replaces a folder that its owner may not write to, and leaves nothing beside it', () => {
    const place = prepare('closed', ['dist', 'dist/sub', `.dist.synth-${DEAD}-0123abcd.old/sub`]);
    for (const folder of ['dist/sub', 'dist', `.dist.synth-${DEAD}-0123abcd.old/sub`]) {
      fs.chmodSync(join(place, folder), 0o555);
    }
    const spy = refuseRemoval();
    synth(join(place, 'dist'));
    expect(Object.keys(readTree(place))).toEqual(['dist', 'dist/web.k8s.yaml']);
    expect(spy).toHaveBeenCalledTimes(4);
    spy.mockRestore();
    fs.chmodSync(join(place, 'dist'), 0o755);
  });

  it('succeeds where what is left cannot be removed at all', () => {
    const place = prepare('stuck', ['dist', `.dist.synth-${DEAD}-0123abcd.old`]);
    const spy = jest.spyOn(fs, 'rmSync').mockImplementation(folder => refuse(String(folder), 'EACCES'));
    synth(join(place, 'dist'));
    synth(join(place, 'dist'));
    spy.mockRestore();
    expect(readTree(join(place, 'dist'))).toEqual({ 'web.k8s.yaml': expect.anything() });
  });
});

describe('a run beside another', () => {
  it.each([
    ['statSync', 'dist'],
    ['readdirSync', 'dist'],
    ['realpathSync', 'link'],
  ] as const)('succeeds where %s finds the folder just moved aside', (call, outdir) => {
    const place = prepare(`moved-${call}`, ['dist']);
    fs.symlinkSync('dist', join(place, 'link'));
    const real = fs[call] as (...args: unknown[]) => unknown;
    let moved = 0;
    const spy = jest.spyOn(fs, call as 'statSync').mockImplementation(((file: string, ...rest: unknown[]) => {
      const disturbed =
        String(file).endsWith(`/${outdir}`) && new Error().stack?.includes('output-folder') && moved++ < 3;
      return disturbed ? refuse(file, 'ENOENT') : real(file, ...rest);
    }) as never);
    synth(join(place, outdir));
    spy.mockRestore();
    expect(moved).toBeGreaterThan(0);
    expect(readTree(join(place, 'dist'))).toMatchObject({ 'web.k8s.yaml': expect.anything() });
  });
});
