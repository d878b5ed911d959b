import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CrdEntry } from '../../scripts/crds/lock';
import { sha256 } from '../../scripts/crds/source';

/** A folder that is removed after the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'crds-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A made-up definition of kind `kind` with one string property `size`, served as v1 and v2. */
export const tinyCrd = (kind: string, group = 'example.com') => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: ${kind.toLowerCase()}s.${group}}
spec:
  group: ${group}
  scope: Namespaced
  names: {kind: ${kind}, plural: ${kind.toLowerCase()}s}
  versions:
${['v1', 'v2']
  .map(
    name => `  - name: ${name}
    served: true
    storage: ${name === 'v2'}
    schema:
      openAPIV3Schema:
        description: What ${name} of it is.
        type: object
        properties:
          spec:
            description: How it should be.
            type: object
            required: [size]
            properties:
              size: {type: string, description: How large it is.}
              description: {type: string, description: What it is called.}
`,
  )
  .join('')}`;

/** The lock's entry for a text. */
export function pin(name: string, file: string, text: string): CrdEntry {
  const bytes = Buffer.from(text);
  return {
    name,
    version: 'v1.0.0',
    file,
    url: `https://example.com/${file}`,
    sha256: sha256(bytes),
    bytes: bytes.length,
  };
}

export function writeTree(root: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}
