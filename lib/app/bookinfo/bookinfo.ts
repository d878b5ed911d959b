import { Construct } from 'constructs';
import { type Check, enforce } from '../../core/checks';
import { findReplacement } from '../../rules/model/retired-registries';
import { REPLICAS_ARE_POSITIVE, USER_IS_NOT_ROOT } from '../../workload/checks';
import type { RunAsUser } from '../../workload/container';
import { BOOKINFO } from '../images';
import { type BookinfoPlace, BookinfoService } from './service';
import { BOOKINFO_SERVICES, type BookinfoName, type BookinfoVersion } from './services';

export interface BookinfoProps {
  /** The namespace of every object. */
  readonly namespace: string;

  /**
   * Number of pods of each version.
   * @default 1
   */
  readonly replicas?: number;

  /**
   * The versions of reviews that run: v1 without stars, v2 with black ones, v3 with red ones.
   * @default - all three
   */
  readonly reviewsVersions?: readonly BookinfoVersion[];

  /**
   * Where the images come from: `HUB/examples-bookinfo-NAME-VERSION`.
   * @default 'docker.io/istio'
   */
  readonly hub?: string;

  /**
   * The tag of all images.
   * @default '1.20.3'
   * @see https://github.com/istio/istio/blob/1.31.0-rc.0/samples/bookinfo/platform/kube/bookinfo.yaml
   */
  readonly tag?: string;

  /**
   * Labels of every object and of the pods; `app` and `version` win over them.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * The user of the processes.
   * @default 'unset' - the images' own, 1000 and 1001
   */
  readonly runAsUser?: RunAsUser;
}

interface ResolvedBookinfo extends BookinfoPlace {
  readonly reviewsVersions: readonly BookinfoVersion[];
}

function resolve(props: BookinfoProps): ResolvedBookinfo {
  return {
    namespace: props.namespace,
    replicas: props.replicas ?? 1,
    reviewsVersions: props.reviewsVersions ?? ['v1', 'v2', 'v3'],
    hub: props.hub ?? BOOKINFO.repository,
    tag: props.tag ?? BOOKINFO.tag,
    labels: props.labels ?? {},
    runAsUser: props.runAsUser ?? 'unset',
  };
}

const CHECKS: Check<ResolvedBookinfo>[] = [
  REPLICAS_ARE_POSITIVE,
  USER_IS_NOT_ROOT,
  {
    id: 'AMB312',
    when: ({ reviewsVersions: versions }) => versions.length === 0 || new Set(versions).size < versions.length,
    found: ({ reviewsVersions }) => `reviewsVersions [${reviewsVersions.join(', ')}]`,
    expected: 'one of v1, v2 and v3 or more, each once: productpage asks for reviews',
    cure: 'leave reviewsVersions out for all three, or name each once',
  },
  {
    id: 'AMB313',
    when: ({ tag }) => !/^\w[\w.-]*$/.test(tag) || tag === 'latest',
    found: ({ tag }) => `tag "${tag}"`,
    expected: 'a tag other than latest: otherwise the images change under a running system',
    cure: "write the version as the tag, as in '1.20.3'",
  },
  {
    id: 'AMB110',
    when: ({ hub }) => findReplacement(hub) !== undefined,
    found: ({ hub }) => `hub ${hub}`,
    expected: 'a registry that lasts: this one is switched off in December 2026',
    cure: ({ hub }) => `use ${findReplacement(hub)}, or a mirror of it`,
  },
];

/**
 * Istio's sample app: productpage calls details and reviews, reviews v2 and v3 call ratings. Each service has an account
 * of its own (`bookinfo-NAME`), and each version a Service of its own.
 *
 * productpage listens on `[::]:9080`, so its node's kernel must know IPv6, even where the cluster does not use it.
 * @see https://istio.io/latest/docs/examples/bookinfo/
 */
export class Bookinfo extends Construct {
  readonly productpage: BookinfoService;
  readonly details: BookinfoService;
  readonly ratings: BookinfoService;
  readonly reviews: BookinfoService;

  constructor(scope: Construct, id: string, props: BookinfoProps) {
    super(scope, id);
    const bookinfo = resolve(props);
    enforce(this, CHECKS, bookinfo);
    const services = new Map<BookinfoName, BookinfoService>();
    for (const row of BOOKINFO_SERVICES) {
      const versions = row.name === 'reviews' ? [...new Set(bookinfo.reviewsVersions)] : row.versions;
      services.set(row.name, new BookinfoService(this, { ...row, versions }, bookinfo));
    }
    const service = (name: BookinfoName) => services.get(name) as BookinfoService;
    this.productpage = service('productpage');
    this.details = service('details');
    this.ratings = service('ratings');
    this.reviews = service('reviews');
  }
}
