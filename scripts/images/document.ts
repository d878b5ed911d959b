import type { ImageGroup } from './list';
import { TOLD } from './told';

/** The text of docs/images.md. */
export function toImagesDocument(groups: readonly ImageGroup[]): string {
  return `${[
    '# Images',
    'Every image that `dist/` names, or that istiod names for a gateway or a waypoint, with the tag that it is pinned to.' +
      ' Written by `npm run images` from the tables in `lib/`; a test compares it with them and with every topology.',
    'All run as a user other than root, on a read-only root file system and without capabilities, save istio-cni and' +
      ' ztunnel, which set up the network of other pods.',
    ...groups.map(toSection),
    '## What images are told that are not run here',
    'Every port, probe, command, variable and folder that these containers are given, and where the image says that it' +
      ' is right. What they are not given is their own.',
    toldTable(),
    '## Brought by others',
    'Kiali by its operator, which chooses the image of its own version (`imageVersion` asks for another); the operator by' +
      ' the Operator Lifecycle Manager. cert-manager and MetalLB are installed before the topologies that need them.',
    '## Mirrors',
    'Each construct takes its image, or hub and tag, as a prop: `hub` and `tag` of the mesh, `hub` and `tag` of' +
      ' `Bookinfo`, `image` of all others. Images on `registry.istio.io` and `gcr.io/istio-release` are refused: both end' +
      ' in December 2026.',
  ].join('\n\n')}\n`;
}

function toSection({ title, images }: ImageGroup): string {
  const rows = images.map(
    ({ repository, tag, why, source, proof }) => `| \`${repository}\` | [${tag}](${source}) | ${why} | ${proof} |`,
  );
  return [
    `## ${title}`,
    '',
    '| image | tag and where it is named | why | how it is known to run |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function toldTable(): string {
  const rows = TOLD.map(({ image, what, because, source }) => `| \`${image}\` | ${what} | [${because}](${source}) |`);
  return ['| image | told | because |', '|---|---|---|', ...rows].join('\n');
}
