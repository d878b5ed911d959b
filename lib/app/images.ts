import type { PinnedImage } from '../workload/image';

/** nginx as an unprivileged user: the image's own is root, so a workload names 101, its user `nginx`. */
export const NGINX: PinnedImage & { readonly user: number } = {
  repository: 'docker.io/library/nginx',
  tag: '1.30.4-alpine-slim',
  user: 101,
  why: 'serves the pages of `EchoPage`, `CanaryPages` and `TlsNginx`: the official image with nothing but nginx in it',
  source:
    'https://github.com/docker-library/official-images/blob/37079fb336f572a88700cf32e5e1f6be54a04e8f/library/nginx',
};
