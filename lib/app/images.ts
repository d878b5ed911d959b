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

/**
 * http-echo; its image names a user by number.
 * @see https://github.com/GoogleContainerTools/distroless/blob/main/static/config.bzl
 */
export const HTTP_ECHO: PinnedImage = {
  repository: 'docker.io/hashicorp/http-echo',
  tag: '1.0.0',
  why: '`HttpEcho`: a program that answers one line of text',
  source: 'https://github.com/hashicorp/http-echo/tree/v1.0.0',
};

/** The images of Bookinfo, one for each version of each service, under one hub and one tag. */
export const BOOKINFO: PinnedImage = {
  repository: 'docker.io/istio',
  tag: '1.20.3',
  why: '`Bookinfo`',
  source: 'https://github.com/istio/istio/blob/1.29.6/samples/bookinfo/platform/kube/bookinfo.yaml',
};
