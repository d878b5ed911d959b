import type { Rule } from '../core/rule';
import { fault } from './fault';
import { annotationsOf, type Stored } from './model/cluster';
import { imagesOf, isPlaceholder } from './model/images';

/** Without a tag an image is the latest. */
export const imageVersionIsStated: Rule = {
  id: 'AMB834',
  doc: 'an image has a tag other than latest, or a digest',
  why: 'the image changes under a running system: two pods of one Deployment may run different versions',
  see: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  level: 'warning',
  *faults(index) {
    for (const { stored, owner, image } of imagesOf(index)) {
      if (isPlaceholder(image) || image.includes('@') || isHelmTest(stored)) continue;
      const tag = /:([^/:]+)$/.exec(image)?.[1];
      if (tag !== undefined && tag !== 'latest') continue;
      yield fault(
        stored,
        `${owner} with image ${image}`,
        'a tag that stays what it is, or a digest',
        'write the version as the tag, or the digest after an @',
      );
    }
  },
};

/** What `helm test` runs, once and by hand. */
const isHelmTest = (stored: Stored): boolean =>
  (annotationsOf(stored)['helm.sh/hook'] ?? '').split(',').some(hook => /^\s*test(-success|-failure)?\s*$/.test(hook));
