import type { AmbientMeshProps } from '../../lib/mesh/spec';
import type { Made } from './changes';
import { meshObjects } from './mesh-changes';
import { showProps } from './show-props';

/** Props, and those that they are laid over to show what they change. */
export interface PropExample {
  readonly props: AmbientMeshProps;
  readonly over?: AmbientMeshProps;
}

/** Shows what props change in the objects of a mesh. */
export function showMeshProps(
  type: string,
  examples: Readonly<Record<string, PropExample>>,
  options: { readonly elsewhere?: readonly string[]; readonly file?: string } = {},
): void {
  const pairs = Object.entries(examples).map(([name, { over, props }]) => [name, [over ?? {}, props] as const]);
  showProps<AmbientMeshProps>(type, { base: {}, makes: meshObjects, examples: Object.fromEntries(pairs), ...options });
}

/** What a mesh makes of a part of its props. */
export const meshPart =
  <P>(put: (part: P) => AmbientMeshProps) =>
  (part: P): Made =>
    meshObjects(put(part));
