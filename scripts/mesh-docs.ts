import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from './explain/catalogue';
import { toRulesDocument } from './explain/document';
import { toMeshDocument } from './mesh-docs/document';
import { none, withUsage } from './usage';

const DOCS = join(__dirname, '..', 'docs');

withUsage('usage: npm run docs\n\nWrites docs/mesh.md and docs/rules.md from what stands in lib/.', none, () => {
  writeFileSync(join(DOCS, 'mesh.md'), toMeshDocument());
  writeFileSync(join(DOCS, 'rules.md'), toRulesDocument(catalogue()));
});
