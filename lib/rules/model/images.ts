import type { ObjectIndex } from '../../core/object-index';
import { describe, type Stored } from './cluster';
import { at, objectsOf, textOf } from './fields';
import { modelOf } from './model';
import { overlaysOf, parametersInUse } from './overlays';
import { describeContainer, workloadsOf } from './workloads';

/** The image of a container. */
export interface StatedImage {
  readonly stored: Stored;
  /** Whose it is, in the words of a message. */
  readonly owner: string;
  readonly image: string;
}

const known = new WeakMap<ObjectIndex, readonly StatedImage[]>();

/** The image of every container, and of those that parameters of a Gateway state. */
export function imagesOf(index: ObjectIndex): readonly StatedImage[] {
  const images = known.get(index) ?? [...read(index)];
  known.set(index, images);
  return images;
}

function* read(index: ObjectIndex): Iterable<StatedImage> {
  for (const workload of workloadsOf(index).all) {
    for (const container of workload.containers) {
      const image = textOf(container.image);
      if (image !== undefined) yield { stored: workload.stored, owner: describeContainer(workload, container), image };
    }
  }
  for (const map of parametersInUse(modelOf(index)).keys()) {
    const deployment = overlaysOf(map).find(({ key }) => key === 'deployment')?.value;
    for (const container of objectsOf(at(deployment, 'spec', 'template', 'spec', 'containers'))) {
      const image = textOf(container.image);
      if (image !== undefined) yield { stored: map, owner: `container ${container.name} of ${describe(map)}`, image };
    }
  }
}

/** Whether somebody else puts the image in: istiod for `auto`, or whoever replaces what is in braces. */
export const isPlaceholder = (image: string): boolean => image === 'auto' || /[${}]/.test(image);
