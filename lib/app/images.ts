import type { PinnedImage } from '../workload/image';

/** nginx as an unprivileged user: the image's own is root, so a workload names 101, its user `nginx`. */
export const NGINX: PinnedImage & { readonly user: number } = {
  repository: 'docker.io/library/nginx',
  tag: '1.30.4-alpine-slim',
  user: 101,
  why: 'serves the pages of `EchoPage`, `CanaryPages` and `TlsNginx`: the official image with nothing but nginx in it',
  source:
    'https://github.com/docker-library/official-images/blob/37079fb336f572a88700cf32e5e1f6be54a04e8f/library/nginx',
  proof: 'a real nginx runs command and configuration as a user without privileges, with and without TLS',
};

/**
 * http-echo; its image names a user by number.
 * @see https://github.com/GoogleContainerTools/distroless/blob/main/static/config.bzl
 */
export const HTTP_ECHO: PinnedImage = {
  repository: 'docker.io/hashicorp/http-echo',
  tag: '1.0.0',
  why: '`HttpEcho`: a program that answers one line of text',
  source: 'https://github.com/hashicorp/http-echo/tree/v1.0.0',
  proof: 'the program of this release runs with these arguments as a user without privileges',
};

/** The hub and the tag of Bookinfo's images, one for each version of each service. */
export const BOOKINFO: Pick<PinnedImage, 'repository' | 'tag' | 'source'> = {
  repository: 'docker.io/istio',
  tag: '1.20.3',
  source: 'https://github.com/istio/istio/blob/1.29.6/samples/bookinfo/platform/kube/bookinfo.yaml',
};
