import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bookinfo } from '../../../lib/app/bookinfo/bookinfo';
import { App } from '../../../lib/rules/app';
import { TOPOLOGIES } from '../../../lib/topologies';
import { isPinned, toReference } from '../../../lib/workload/image';
import { toImagesDocument } from '../../../scripts/images/document';
import { listImages } from '../../../scripts/images/list';
import { TOLD } from '../../../scripts/images/told';
import { synthesize } from '../../support/synthesize';

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

test('everything that an image of Bookinfo is told is in the list, with its source, and nothing else', () => {
  const deployments = synthesize(chart => new Bookinfo(chart, 'Bookinfo', { namespace: 'book' })).filter(
    ({ kind }) => kind === 'Deployment',
  );
  const told = deployments.flatMap(({ spec }) =>
    spec.template.spec.containers.flatMap((container: Container) => {
      const image = container.image.replace(/.*\//, '').replace(/-v\d:.*/, '');
      return wordsOf(container).map(what => `${image}: ${what}`);
    }),
  );
  expect([...new Set(told)].sort()).toEqual(TOLD.map(({ image, what }) => `${image}: ${what}`).sort());
  expect(TOLD.filter(({ source }) => !source.startsWith('https://'))).toEqual([]);
});

interface Container {
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly ports: readonly { readonly containerPort: number }[];
  readonly volumeMounts?: readonly { readonly mountPath: string }[];
  readonly readinessProbe: { readonly httpGet: { readonly path: string } };
}

function wordsOf({ command, args, env = [], ports, volumeMounts = [], readinessProbe }: Container): string[] {
  return [
    ...ports.map(({ containerPort }) => `port ${containerPort}`),
    `probe ${readinessProbe.httpGet.path}`,
    ...(command === undefined ? [] : [`command ${command.join(' ')}`]),
    ...(args === undefined ? [] : [`arguments ${args.join(' ')}`]),
    ...env.map(({ name, value }) => `${name}=${value}`),
    ...volumeMounts.map(({ mountPath }) => `folder ${mountPath}`),
  ];
}
