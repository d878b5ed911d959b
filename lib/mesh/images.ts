import type { ResolvedMesh } from './spec';

/** What a component may say of its own image. */
export interface ComponentImage {
  readonly image: string;
  readonly hub?: string;
  readonly tag?: string;
  readonly variant?: string;
}

/** `<hub>/<image>:<tag>-<variant>`; an image with a `/` is a whole reference already. */
export function imageReference(mesh: ResolvedMesh, component: ComponentImage): string {
  if (component.image.includes('/')) {
    return component.image;
  }
  const variant = component.variant ?? mesh.variant;
  const tag = component.tag ?? mesh.tag;
  return `${component.hub ?? mesh.hub}/${component.image}:${tag}${variant === '' ? '' : `-${variant}`}`;
}
