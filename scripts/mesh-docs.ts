import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from './explain/catalogue';
import { toRulesDocument } from './explain/document';
import { toMeshDocument } from './mesh-docs/document';

const DOCS = join(__dirname, '..', 'docs');

writeFileSync(join(DOCS, 'mesh.md'), toMeshDocument());
writeFileSync(join(DOCS, 'rules.md'), toRulesDocument(catalogue()));
