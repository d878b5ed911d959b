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

export interface TlsNginxProps extends AppProps {
  /**
   * The value of the `app` label and the first part of every name: `NAME-deploy`, `NAME-config`, and `NAME` for
   * ServiceAccount and Service. With a version, `NAME-VERSION` stands in its place.
   */
  readonly name: string;

  /**
   * A Secret of type `kubernetes.io/tls` in the same namespace: keys `tls.crt` (the whole chain) and `tls.key`.
   * The pods wait for it; a renewed certificate is served without a restart.
   */
  readonly secretName: string;

  /**
   * The page is `<h1>Pod TEXT: POD</h1>`: letters, digits, blanks and `._-`.
   * @default - the name
   */
  readonly text?: string;

  /**
   * The port of the Service.
   * @default 443
   */
  readonly port?: number;

  /**
   * metadata.name of the Service.
   * @default - the name, with the version where there is one
   */
  readonly serviceName?: string;

  /**
   * An nginx image with a tag or digest, 1.15.9 or later.
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

function resolve(props: TlsNginxProps): Page {
  return {
    ...resolveApp(props),
    text: props.text ?? props.name,
    port: props.port ?? 443,
    serviceName: props.serviceName ?? toPrefix(props),
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
 * A web server that ends TLS itself, behind a Gateway that passes it through: ServiceAccount, ConfigMap, Deployment and
 * Service. In the mesh its TLS travels inside mTLS.
 */
export class TlsNginx extends Construct implements Backend, Workload {
  readonly serviceName: string;
  readonly namespace: string;
  readonly port: number;

  /** metadata.name of the ServiceAccount: what policies know the pods by. */
  readonly serviceAccountName: string;

  /** The labels that select its pods. */
  readonly labels: Readonly<Record<string, string>>;

  /** metadata.name of the Secret that it reads. */
  readonly secretName: string;

  constructor(scope: Construct, id: string, props: TlsNginxProps) {
    super(scope, id);
    const page = resolve(props);
    enforce(this, CHECKS, page);
    this.serviceName = page.serviceName;
    this.namespace = page.namespace;
    this.port = page.port;
    this.secretName = props.secretName;
    this.labels = toSelector(page);
    this.serviceAccountName = addPage(this, page);
  }
}
