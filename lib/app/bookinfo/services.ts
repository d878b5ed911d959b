import type { HealthChecks, Mount, WorkloadContainer, WorkloadResources } from '../../workload/container';

/** The services of the sample. */
export type BookinfoName = 'productpage' | 'details' | 'ratings' | 'reviews';
/** The versions of `reviews`; the others have one, `v1`. */
export type BookinfoVersion = 'v1' | 'v2' | 'v3';

/** One of the services of the sample: what its image needs to run with a read-only root file system. */
export interface BookinfoServiceRow {
  readonly name: BookinfoName;
  readonly versions: readonly BookinfoVersion[];

  /** Each version has an image of its own, with what tells it from the others inside. */
  readonly why: string;

  readonly resources: WorkloadResources;
  readonly startSeconds?: number;

  /** Where port, health check, folders and command of the image can be read. */
  readonly sources: readonly string[];

  /** In place of the image's entrypoint, where that writes to the root file system. */
  readonly command?: readonly string[];
  readonly env?: WorkloadContainer['env'];
  readonly mounts?: readonly Mount[];
}

/** The port and the health check of all of them. @see https://github.com/istio/istio/tree/1.31.0-rc.0/samples/bookinfo/src */
export const BOOKINFO_PORT = 9080;
export const BOOKINFO_HEALTH: HealthChecks = { ready: '/health' };

const SOURCES = 'https://github.com/istio/istio/blob/1.31.0-rc.0/samples/bookinfo/src';
const LIBERTY =
  'https://github.com/OpenLiberty/ci.docker/blob/07e8b0afb5c2637b9a34779d4da35df2bc56fb85/releases/latest/kernel-slim';

const TEMPORARY: Mount = { path: '/tmp', name: 'tmp', from: 'empty' };

/**
 * The services, callees first. All images name a user by number and listen on 9080.
 *
 * reviews runs on Open Liberty. Its entrypoint writes a keystore beside the configuration and ends where that is
 * read-only; the server has no TLS port, so the command that the entrypoint would run is run at once. It writes its work
 * area to `WLP_OUTPUT_DIR`, which is `/opt/ol/wlp/output` in this image (the sample's manifests still mount the folder of
 * its predecessor), and logs to `LOG_DIR`.
 */
export const BOOKINFO_SERVICES: readonly BookinfoServiceRow[] = [
  {
    name: 'details',
    versions: ['v1'],
    why: 'the details of a book (Ruby)',
    resources: { cpuMillis: { request: 5, limit: 500 }, memoryMebibytes: { request: 48, limit: 128 } },
    startSeconds: 60,
    sources: [`${SOURCES}/details/Dockerfile`, `${SOURCES}/details/details.rb`],
    mounts: [TEMPORARY],
  },
  {
    name: 'ratings',
    versions: ['v1'],
    why: 'the stars of a book (Node.js)',
    resources: { cpuMillis: { request: 5, limit: 500 }, memoryMebibytes: { request: 64, limit: 192 } },
    startSeconds: 60,
    sources: [`${SOURCES}/ratings/Dockerfile`, `${SOURCES}/ratings/ratings.js`],
  },
  {
    name: 'reviews',
    versions: ['v1', 'v2', 'v3'],
    why: 'the reviews of a book: v1 without stars, v2 with black, v3 with red ones (Java)',
    resources: { cpuMillis: { request: 10, limit: 1000 }, memoryMebibytes: { request: 192, limit: 512 } },
    startSeconds: 180,
    sources: [
      `${SOURCES}/reviews/Dockerfile`,
      `${SOURCES}/reviews/reviews-wlpcfg/servers/LibertyProjectServer/server.xml`,
      `${LIBERTY}/Dockerfile.ubuntu.openjdk17`,
      `${LIBERTY}/helpers/runtime/docker-server.sh`,
    ],
    command: ['/opt/ol/wlp/bin/server', 'run', 'defaultServer'],
    env: { LOG_DIR: '/tmp/logs' },
    mounts: [TEMPORARY, { path: '/opt/ol/wlp/output', name: 'output', from: 'empty' }],
  },
  {
    name: 'productpage',
    versions: ['v1'],
    why: 'the page that puts the others together (Python, eight workers)',
    resources: { cpuMillis: { request: 10, limit: 1000 }, memoryMebibytes: { request: 192, limit: 512 } },
    startSeconds: 60,
    sources: [`${SOURCES}/productpage/Dockerfile`, `${SOURCES}/productpage/productpage.py`],
    mounts: [TEMPORARY],
  },
];
