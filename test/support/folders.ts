import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one test file, removed after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ambient-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Everything in a folder: text by file, an empty text for a subfolder. */
export function readTree(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return Object.fromEntries(
    entries
      .map(entry => ({ entry, path: join(entry.parentPath ?? entry.path, entry.name) }))
      .map(({ entry, path }): [string, string] => [
        path.slice(folder.length + 1),
        entry.isFile() ? readFileSync(path, 'utf8') : '',
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
