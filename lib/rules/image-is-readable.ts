import type { Rule } from '../core/rule';
import { fault } from './fault';
import { imagesOf, isPlaceholder } from './model/images';

/** Host and port, a path in small letters, a tag, a digest. */
const REFERENCE =
  /^(?:[a-zA-Z0-9](?:[-a-zA-Z0-9.]*[a-zA-Z0-9])?(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@sha256:[0-9a-f]{64}|@sha512:[0-9a-f]{128})?$/;

/** A kubelet asks no registry for what it cannot read. */
export const imageIsReadable: Rule = {
  id: 'AMB835',
  doc: 'an image is named as container runtimes read it',
  why: 'the pods stay in InvalidImageName',
  see: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  level: 'error',
  *faults(index) {
    for (const { stored, owner, image } of imagesOf(index)) {
      if (isPlaceholder(image) || REFERENCE.test(image)) continue;
      yield fault(
        stored,
        `${owner} with image ${JSON.stringify(image)}`,
        'host/path:tag or host/path@sha256:digest: no scheme, no capitals in the path, one tag',
        'write it as in docker.io/library/nginx:1.29.3',
      );
    }
  },
};
