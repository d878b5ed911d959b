import type { Check } from '../core/checks';
import type { RunAsUser } from './container';
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

/** A user that `runAsNonRoot` lets run; the kubelet does not start the container of another. */
export const USER_IS_NOT_ROOT: Check<{ readonly runAsUser: RunAsUser }> = {
  id: 'AMB304',
  when: ({ runAsUser }) => runAsUser !== 'unset' && !(Number.isInteger(runAsUser) && runAsUser >= 1),
  found: ({ runAsUser }) => `runAsUser ${JSON.stringify(runAsUser)}`,
  expected: "a number of 1 or more, or 'unset': the pod says runAsNonRoot, and no container of root starts under it",
  cure: "choose another user, or 'unset' for the image's own",
};
