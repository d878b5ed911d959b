/** What an image that is not run here is told, and where it can be read that the image takes it so. */
export interface Told {
  /** The last part of the repository, versions apart: `examples-bookinfo-details`. */
  readonly image: string;
  /** As the container has it: `port 9080`, `probe /health`, `command …`, `LOG_DIR=…`, `folder /tmp`. */
  readonly what: string;
  readonly because: string;
  /** A line of a public file. */
  readonly source: string;
}

const SAMPLE = 'https://github.com/istio/istio/blob/1.31.0-rc.0/samples/bookinfo/src';
const LIBERTY =
  'https://github.com/OpenLiberty/ci.docker/blob/07e8b0afb5c2637b9a34779d4da35df2bc56fb85/releases/latest/kernel-slim';
const SERVER = 'reviews/reviews-wlpcfg/servers/LibertyProjectServer/server.xml';
const JAVA = 'reviews/reviews-application/src/main/java/application/rest/LibertyRestEndpoint.java';

/** Every such thing, image by image; a test compares it with the containers that are synthesized. */
export const TOLD: readonly Told[] = [
  row('details', 'port 9080', 'its command names the port', `${SAMPLE}/details/Dockerfile#L30`),
  row('details', 'probe /health', 'it answers there', `${SAMPLE}/details/details.rb#L36`),
  row('details', 'folder /tmp', 'Ruby has a folder for temporary files', 'https://docs.ruby-lang.org/en/3.3/Dir.html'),
  row('ratings', 'port 9080', 'its command names the port', `${SAMPLE}/ratings/Dockerfile#L32`),
  row('ratings', 'probe /health', 'it answers there', `${SAMPLE}/ratings/ratings.js#L211`),
  row('reviews', 'port 9080', 'the server is set to it, and has no port for TLS', `${SAMPLE}/${SERVER}#L21`),
  row('reviews', 'probe /health', 'it answers there', `${SAMPLE}/${JAVA}#L179`),
  row(
    'reviews',
    'command /opt/ol/wlp/bin/server run defaultServer',
    'what its entrypoint would run after writing a keystore',
    `${SAMPLE}/reviews/Dockerfile#L43`,
  ),
  row('reviews', 'LOG_DIR=/tmp/logs', 'a variable of its base', `${LIBERTY}/Dockerfile.ubuntu.openjdk17#L77`),
  row('reviews', 'folder /tmp', 'for the logs', `${LIBERTY}/Dockerfile.ubuntu.openjdk17#L77`),
  row(
    'reviews',
    'folder /opt/ol/wlp/output',
    '`WLP_OUTPUT_DIR` of its base, the work area of the server',
    `${LIBERTY}/Dockerfile.ubuntu.openjdk17#L78`,
  ),
  row('productpage', 'port 9080', 'its command names the port', `${SAMPLE}/productpage/Dockerfile#L38`),
  row('productpage', 'probe /health', 'it answers there', `${SAMPLE}/productpage/productpage.py#L220`),
  row(
    'productpage',
    'folder /tmp',
    'gunicorn has its workers report through a file there',
    'https://docs.gunicorn.org/en/stable/settings.html#worker-tmp-dir',
  ),
];

function row(name: string, what: string, because: string, source: string): Told {
  return { image: `examples-bookinfo-${name}`, what, because, source };
}
