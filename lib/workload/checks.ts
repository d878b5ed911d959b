import type { Check } from '../core/checks';
import { isPinned } from './image';

/** An image that stays the same under a running system. */
export function imageIsPinned(example: string): Check<{ readonly image: string }> {
  return {
    id: 'AMB302',
    when: ({ image }) => !isPinned(image),
    found: ({ image }) => `image ${image}`,
    expected: 'a tag other than latest, or a digest: otherwise the image changes under a running system',
    cure: `write the version as the tag, as in ${example}`,
  };
}

/** A number of pods that is one. */
export const REPLICAS_ARE_POSITIVE: Check<{ readonly replicas: number }> = {
  id: 'AMB303',
  when: ({ replicas }) => !Number.isInteger(replicas) || replicas < 1,
  found: ({ replicas }) => `replicas ${replicas}`,
  expected: 'a whole number, 1 or more',
  cure: 'set replicas to a positive whole number, or leave out the app',
};
