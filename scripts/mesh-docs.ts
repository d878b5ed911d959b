import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toMeshDocument } from './mesh-docs/document';

writeFileSync(join(__dirname, '..', 'docs', 'mesh.md'), toMeshDocument());
