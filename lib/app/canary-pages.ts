import { Construct } from 'constructs';
import { type Check, enforce } from '../core/checks';
import type { Backend } from '../gateway/backend';
import { addService } from '../workload/workload';
import { toMetadata } from './app-props';
import { EchoPage, type EchoPageProps } from './echo-page';
import { PAGE_PORTS } from './page';

export interface CanaryPagesProps extends Omit<EchoPageProps, 'version' | 'serviceName'> {
  /**
   * The version that most requests should reach.
   * @default 'v1'
   */
  readonly stableVersion?: string;

  /**
   * The version that is tried.
   * @default 'v2'
   */
  readonly canaryVersion?: string;

  /**
   * metadata.name of the Service of all pods; `SERVICE-VERSION` names those of one version each.
   * @default - the name
   */
  readonly serviceName?: string;
}

function resolve(props: CanaryPagesProps) {
  return {
    ...props,
    stableVersion: props.stableVersion ?? 'v1',
    canaryVersion: props.canaryVersion ?? 'v2',
    serviceName: props.serviceName ?? props.name,
    port: props.port ?? 80,
  };
}

type ResolvedCanaryPages = ReturnType<typeof resolve>;

const CHECKS: Check<ResolvedCanaryPages>[] = [
  {
    id: 'AMB311',
    when: ({ stableVersion, canaryVersion }) => stableVersion === canaryVersion,
    found: ({ stableVersion }) => `version "${stableVersion}" as stable and as canary`,
    expected: 'two versions: a route could not tell them apart',
    cure: 'give one of them another name',
  },
];

/**
 * One app in two versions, each with its own pods, account and Service, for routes that split requests by weight, and
 * one Service over both, by which callers inside the mesh know it. Each page names its version.
 */
export class CanaryPages extends Construct {
  /** The Service of the stable version. */
  readonly stable: EchoPage;

  /** The Service of the version that is tried. */
  readonly canary: EchoPage;

  /** The Service of both. */
  readonly all: Backend;

  constructor(scope: Construct, id: string, props: CanaryPagesProps) {
    super(scope, id);
    const pages = resolve(props);
    enforce(this, CHECKS, pages);
    const { stableVersion, canaryVersion, serviceName, ...app } = pages;
    const { namespace, port, text } = app;
    const add = (child: string, version: string) =>
      new EchoPage(this, child, {
        ...app,
        version,
        text: `${text} ${version}`,
        serviceName: `${serviceName}-${version}`,
      });
    this.stable = add('Stable', stableVersion);
    this.canary = add('Canary', canaryVersion);
    addService(this, 'Service', {
      metadata: toMetadata(app, serviceName),
      selector: { app: app.name },
      port: { name: 'http', number: port, targetPort: PAGE_PORTS.http },
    });
    this.all = { serviceName, namespace, port };
  }
}
