import { Construct } from 'constructs';
import { type Check, enforce } from '../core/checks';
import type { Backend } from '../gateway/backend';
import type { Workload } from '../mesh/identity';
import { imageIsPinned, REPLICAS_ARE_POSITIVE, USER_IS_NOT_ROOT } from '../workload/checks';
import type { RunAsUser } from '../workload/container';
import { toReference } from '../workload/image';
import { type AppProps, resolveApp, toPrefix, toSelector } from './app-props';
import { NGINX } from './images';
import { addPage, type Page, TEXT_IS_PLAIN } from './page';

export interface EchoPageProps extends AppProps {
  /**
   * The value of the `app` label and the first part of every name: `NAME-deploy`, `NAME-svc`, `NAME-config`, and `NAME`
   * for the ServiceAccount. With a version, `NAME-VERSION` stands in its place.
   */
  readonly name: string;

  /** The page is `<h1>Pod TEXT: POD</h1>`: letters, digits, blanks and `._-`. */
  readonly text: string;

  /**
   * The port of the Service.
   * @default 80
   */
  readonly port?: number;

  /**
   * metadata.name of the Service.
   * @default - `NAME-svc`
   */
  readonly serviceName?: string;

  /**
   * An nginx image with a tag or digest.
   * @default 'docker.io/library/nginx:1.30.4-alpine-slim'
   * @see https://github.com/docker-library/official-images/blob/37079fb336f572a88700cf32e5e1f6be54a04e8f/library/nginx
   */
  readonly image?: string;

  /**
   * The user of the process; `'unset'` where the platform assigns one (OpenShift).
   * @default 101 - the user `nginx` of the official images
   */
  readonly runAsUser?: RunAsUser;
}

function resolve(props: EchoPageProps): Page {
  return {
    ...resolveApp(props),
    port: props.port ?? 80,
    serviceName: props.serviceName ?? `${toPrefix(props)}-svc`,
    image: props.image ?? toReference(NGINX),
    runAsUser: props.runAsUser ?? NGINX.user,
  };
}

const CHECKS: Check<Page>[] = [
  TEXT_IS_PLAIN,
  imageIsPinned(toReference(NGINX)),
  REPLICAS_ARE_POSITIVE,
  USER_IS_NOT_ROOT,
];

/**
 * A web page that tells which pod answered: ServiceAccount, ConfigMap, Deployment and Service.
 * Built with cdk8s-plus, whose defaults (1 CPU, a hash as selector, capabilities kept) are overridden.
 */
export class EchoPage extends Construct implements Backend, Workload {
  readonly serviceName: string;
  readonly namespace: string;
  readonly port: number;

  /** metadata.name of the ServiceAccount: what policies know the pods by. */
  readonly serviceAccountName: string;

  /** The labels that select its pods. */
  readonly labels: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: EchoPageProps) {
    super(scope, id);
    const page = resolve(props);
    enforce(this, CHECKS, page);
    this.serviceName = page.serviceName;
    this.namespace = page.namespace;
    this.port = page.port;
    this.labels = toSelector(page);
    this.serviceAccountName = addPage(this, page);
  }
}
