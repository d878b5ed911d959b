import fs from 'node:fs';
import { join, relative } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { App, type AppProps } from '../../../lib/core/app';
import { readTree, temporaryFolder } from '../../support/folders';

const root = temporaryFolder();
let count = 0;

/** A folder of its own for each test. */
const place = () => {
  const folder = join(root, String(count++));
  fs.mkdirSync(folder);
  return folder;
};

/** Synthesizes charts of these names, each with one empty object. */
function synth(outdir: string, charts: string[] = ['web'], props: AppProps = {}): void {
  const app = new App({ ...props, outdir });
  for (const name of charts) new ApiObject(new Chart(app, name), 'it', { apiVersion: 'v1', kind: 'ConfigMap' });
  app.synth();
}

/** What synth says, the changing folder of the test left out. */
function refusal(folder: string, run: () => void): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message.replaceAll(folder, 'HERE');
  }
  return 'nothing was refused';
}

const WEB = { 'web.k8s.yaml': expect.stringContaining('kind: ConfigMap') };

describe('the output folder', () => {
  it('is made, with the folders that hold it', () => {
    const folder = place();
    synth(relative(process.cwd(), join(folder, 'a', 'b', 'dist')));
    expect(readTree(folder)).toEqual({
      a: '',
      'a/b': '',
      'a/b/dist': '',
      'a/b/dist/web.k8s.yaml': WEB['web.k8s.yaml'],
    });
  });

  it('is made empty for an app without charts', () => {
    const folder = place();
    synth(join(folder, 'dist'), []);
    expect(readTree(folder)).toEqual({ dist: '' });
  });

  it('holds nothing stale and leaves nothing beside it', () => {
    const folder = place();
    synth(join(folder, 'dist'), ['web', 'old'], { recordConstructMetadata: true });
    synth(join(folder, 'dist'));
    expect(readTree(folder)).toEqual({ dist: '', 'dist/web.k8s.yaml': WEB['web.k8s.yaml'] });
  });

  it('keeps its permissions, and the link that names it', () => {
    const folder = place();
    fs.mkdirSync(join(folder, 'real'), { mode: 0o750 });
    fs.symlinkSync('real', join(folder, 'dist'));
    synth(join(folder, 'dist'));
    expect(fs.lstatSync(join(folder, 'dist')).isSymbolicLink()).toBe(true);
    expect(fs.statSync(join(folder, 'real')).mode & 0o777).toBe(0o750);
    expect(readTree(join(folder, 'real'))).toEqual(WEB);
  });

  it('has an index of more digits where four would sort wrongly', () => {
    const app = new App({ outdir: join(place(), 'dist') });
    const charts = Array.from({ length: 10_001 }, (_, position) => new Chart(app, `chart${position}`));
    charts[0].addDependency(charts[10_000]);
    const files = app.synthesized().files.map(({ file }) => file);
    expect(files.slice(0, 2)).toEqual(['00000-chart10000.k8s.yaml', '00001-chart0.k8s.yaml']);
    expect([...files].sort()).toEqual(files);
  });

  it('fails on files that synth cannot have written, and leaves them alone', () => {
    const folder = place();
    const files = [
      'notes.md',
      'sub/mine.txt',
      'sub/deep/x.k8s.yaml',
      'web.k8s.yaml',
      '.git/config',
      '.git/HEAD',
      'a',
      'b',
    ];
    for (const file of files) {
      fs.mkdirSync(join(folder, file, '..'), { recursive: true });
      fs.writeFileSync(join(folder, file), 'mine');
    }
    fs.symlinkSync('notes.md', join(folder, 'link.k8s.yaml'));
    const before = readTree(folder);
    expect(refusal(folder, () => synth(folder))).toMatchInlineSnapshot(`
1 error

error AMB006 at the app
  found .git/HEAD, .git/config, a, b, link.k8s.yaml and 3 more in HERE
  expected nothing in the output folder but the output of an earlier run, because it is replaced as a whole
  cure: move these files elsewhere, or write to another folder
`);
    expect(readTree(folder)).toEqual(before);
  });

  it('fails on any file of another name where output has no extension to tell it by', () => {
    const folder = place();
    synth(folder, ['web'], { outputFileExtension: '' });
    synth(folder, ['web'], { outputFileExtension: '' });
    expect(refusal(folder, () => synth(folder, ['shop'], { outputFileExtension: '' }))).toMatchInlineSnapshot(`
1 error

error AMB006 at the app
  found web in HERE
  expected nothing in the output folder but the output of an earlier run, because it is replaced as a whole
  cure: move these files elsewhere, or write to another folder
`);
  });

  it.each([
    ['is a file', (folder: string) => fs.writeFileSync(join(folder, 'dist'), 'mine'), 'dist'],
    ['lies below a file', (folder: string) => fs.writeFileSync(join(folder, 'file'), 'mine'), 'file/dist'],
    ['is a link to nothing', (folder: string) => fs.symlinkSync('nothing', join(folder, 'dist')), 'dist'],
  ])('fails where it %s', (_, prepare, outdir) => {
    const folder = place();
    prepare(folder);
    const before = fs.readdirSync(folder);
    expect(refusal(folder, () => synth(join(folder, outdir)))).toMatchSnapshot();
    expect(fs.readdirSync(folder)).toEqual(before);
  });

  it('fails where it is the working folder', () => {
    const folder = fs.realpathSync(place());
    const cwd = jest.spyOn(process, 'cwd').mockReturnValue(join(folder, 'below'));
    expect(refusal(folder, () => synth(folder))).toMatchInlineSnapshot(`
1 error

error AMB007 at the app
  found the working folder at the output folder HERE
  expected a folder that a new one can be written beside and renamed to
  cure: write to another folder, or make this one and the one that holds it writable
`);
    cwd.mockRestore();
  });

  it.each(['ENOSPC', 'EACCES', 'EROFS', 'EIO'])('fails with %s while it is written, and stays as it was', code => {
    const folder = place();
    synth(join(folder, 'dist'));
    const before = readTree(folder);
    const write = jest.spyOn(fs, 'writeFileSync').mockImplementation(() => {
      throw Object.assign(new Error(`${code}: the file system refuses`), { code });
    });
    expect(refusal(folder, () => synth(join(folder, 'dist'), ['other']))).toMatchSnapshot();
    write.mockRestore();
    expect(readTree(folder)).toEqual(before);
  });

  it('fails to be renamed, and is put back', () => {
    const folder = place();
    synth(join(folder, 'dist'));
    const before = readTree(folder);
    const rename = fs.renameSync;
    const spy = jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (String(from).endsWith('.new')) throw Object.assign(new Error('EXDEV: cross-device link'), { code: 'EXDEV' });
      rename(from, to);
    });
    expect(refusal(folder, () => synth(join(folder, 'dist'), ['other']))).toMatchInlineSnapshot(`
1 error

error AMB007 at the app
  found a mount point at the output folder HERE/dist
  expected a folder that a new one can be written beside and renamed to
  cure: write to another folder, or make this one and the one that holds it writable
`);
    spy.mockRestore();
    expect(readTree(folder)).toEqual(before);
  });

  it('fails without a name, and the working folder stays as it is', () => {
    const folder = place();
    const before = process.cwd();
    fs.writeFileSync(join(folder, 'mine.k8s.yaml'), 'mine');
    process.chdir(folder);
    try {
      expect(refusal(folder, () => synth(''))).toMatchInlineSnapshot(`
1 error

error AMB007 at the app
  found without a name at the output folder 
  expected a folder that a new one can be written beside and renamed to
  cure: write to another folder, or make this one and the one that holds it writable
`);
      expect(readTree(folder)).toEqual({ 'mine.k8s.yaml': 'mine' });
    } finally {
      process.chdir(before);
    }
  });
});
