import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toImagesDocument } from './images/document';
import { listImages } from './images/list';
import { none, withUsage } from './usage';

withUsage('usage: npm run images\n\nWrites docs/images.md from the tables of images in lib/.', none, () =>
  writeFileSync(join(__dirname, '..', 'docs', 'images.md'), toImagesDocument(listImages())),
);
