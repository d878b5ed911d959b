import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toImagesDocument } from './images/document';
import { listImages } from './images/list';

writeFileSync(join(__dirname, '..', 'docs', 'images.md'), toImagesDocument(listImages()));
