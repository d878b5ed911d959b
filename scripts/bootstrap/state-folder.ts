import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * What the bootstrap keeps between runs, beside the project and never in the output folder.
 *
 * A file is written under another name, forced to disk and renamed: whoever reads it finds all of it or none.
 */
export class StateFolder {
  readonly root: string;

  constructor(root: string) {
    this.root = path.resolve(root);
  }

  path(...parts: string[]): string {
    return path.join(this.root, ...parts);
  }

  /** Absent where there is no such file. */
  read(...parts: string[]): Buffer | undefined {
    try {
      return fs.readFileSync(this.path(...parts));
    } catch (thrown) {
      if (['ENOENT', 'ENOTDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '')) return undefined;
      throw thrown;
    }
  }

  /** Absent where there is no such file, or where it is not JSON, which is no file of ours. */
  readJson<T>(...parts: string[]): T | undefined {
    const text = this.read(...parts)?.toString('utf8');
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as T;
    } catch {
      return undefined;
    }
  }

  /** @returns the path of the file */
  write(content: string | Buffer, parts: readonly string[], mode = 0o644): string {
    const file = this.path(...parts);
    const folder = path.dirname(file);
    fs.mkdirSync(folder, { recursive: true });
    const fresh = path.join(folder, `.${path.basename(file)}.${process.pid}-${randomBytes(4).toString('hex')}`);
    try {
      const handle = fs.openSync(fresh, 'wx', mode);
      try {
        fs.writeFileSync(handle, content);
        fs.fsyncSync(handle);
      } finally {
        fs.closeSync(handle);
      }
      fs.renameSync(fresh, file);
    } catch (thrown) {
      fs.rmSync(fresh, { force: true });
      throw thrown;
    }
    return file;
  }

  remove(...parts: string[]): void {
    fs.rmSync(this.path(...parts), { recursive: true, force: true });
  }

  /** Names in a subfolder, none where it is absent; files that a killed run left half-written are not among them. */
  list(...parts: string[]): string[] {
    const folder = this.path(...parts);
    return fs.existsSync(folder) ? fs.readdirSync(folder).filter(name => !name.startsWith('.')) : [];
  }
}
