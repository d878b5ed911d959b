import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from '../../../lib/rules/app';
import { TOPOLOGIES } from '../../../lib/topologies';
import { isPinned, toReference } from '../../../lib/workload/image';
import { toImagesDocument } from '../../../scripts/images/document';
import { listImages } from '../../../scripts/images/list';

const DOCUMENT = join(__dirname, '..', '..', '..', 'docs', 'images.md');
const images = listImages().flatMap(group => group.images);

test('docs/images.md is what npm run images writes', () =>
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(toImagesDocument(listImages())));

test('every image is pinned, and its source is public', () => {
  expect(images.filter(image => !isPinned(toReference(image)))).toEqual([]);
  expect(images.filter(({ source }) => !/^https:\/\/(github\.com|hub\.docker\.com)\//.test(source))).toEqual([]);
});

test('no image is listed twice', () => {
  const names = images.map(toReference);
  expect(names).toEqual([...new Set(names)]);
});

/** Images of containers, and of proxies in the configuration of istiod. */
const NAMED = /"image":"([^"{}]+)"/g;

test.each(Object.keys(TOPOLOGIES))('%s runs no image that is not listed', async topology => {
  const app = new App();
  (await TOPOLOGIES[topology]())(app);
  const text = JSON.stringify(app.synthesized().index.all.map(({ object }) => object));
  const named = [...text.matchAll(NAMED)].map(([, image]) => image);
  expect(named).not.toEqual([]);
  expect([...new Set(named)].filter(image => !images.map(toReference).includes(image))).toEqual([]);
});
