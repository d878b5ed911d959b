import { Construct } from 'constructs';
import { type Check, enforce } from '../core/checks';
import type { Backend } from '../gateway/backend';
import type { Workload } from '../mesh/identity';
import { imageIsPinned, REPLICAS_ARE_POSITIVE, USER_IS_NOT_ROOT } from '../workload/checks';
import type { RunAsUser } from '../workload/container';
import { toReference } from '../workload/image';
import { addDeployment, addService, addServiceAccount } from '../workload/workload';
import { type AppProps, resolveApp, toMetadata, toPrefix, toSelector } from './app-props';
import { HTTP_ECHO } from './images';

export interface HttpEchoProps extends AppProps {
  /**
   * What it answers to every request, with a line feed after it.
   * @default - the name
   */
  readonly text?: string;

  /**
   * The port of the Service.
   * @default 5678
   */
  readonly port?: number;

  /**
   * metadata.name of the Service.
   * @default - the name, with the version where there is one
   */
  readonly serviceName?: string;

  /**
   * An image of http-echo with a tag or digest.
   * @default 'docker.io/hashicorp/http-echo:1.0.0'
   * @see https://github.com/hashicorp/http-echo
   */
  readonly image?: string;

  /**
   * The user of the process.
   * @default 'unset' - the image's own, 65532
   */
  readonly runAsUser?: RunAsUser;
}

function resolve(props: HttpEchoProps) {
  return {
    ...resolveApp(props),
    text: props.text ?? props.name,
    port: props.port ?? 5678,
    serviceName: props.serviceName ?? toPrefix(props),
    image: props.image ?? toReference(HTTP_ECHO),
    runAsUser: props.runAsUser ?? 'unset',
  };
}

type ResolvedHttpEcho = ReturnType<typeof resolve>;

const CHECKS: Check<ResolvedHttpEcho>[] = [
  {
    id: 'AMB310',
    when: ({ text }) => typeof text !== 'string' || text === '' || text.includes('$('),
    found: ({ text }) => `text ${JSON.stringify(text)}`,
    expected: 'some text without $(, which the kubelet would take for a variable; http-echo has no empty answer',
    cure: 'write another text',
  },
  imageIsPinned(toReference(HTTP_ECHO)),
  REPLICAS_ARE_POSITIVE,
  USER_IS_NOT_ROOT,
];

/** The port of the container: http-echo's own default, said so that it does not change. */
const PORT = 5678;

/**
 * A server that answers one line of text: ServiceAccount, Deployment and Service.
 * @see https://github.com/hashicorp/http-echo/blob/v1.0.0/main.go for its flags and its health check
 */
export class HttpEcho extends Construct implements Backend, Workload {
  readonly serviceName: string;
  readonly namespace: string;
  readonly port: number;

  /** metadata.name of the ServiceAccount: what policies know the pods by. */
  readonly serviceAccountName: string;

  /** The labels that select its pods. */
  readonly labels: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: HttpEchoProps) {
    super(scope, id);
    const app = resolve(props);
    enforce(this, CHECKS, app);
    this.serviceName = app.serviceName;
    this.namespace = app.namespace;
    this.port = app.port;
    this.serviceAccountName = toPrefix(app);

    this.labels = toSelector(app);

    const metadata = toMetadata(app, toPrefix(app));
    addDeployment(this, 'Deployment', {
      metadata,
      selector: toSelector(app),
      serviceAccount: addServiceAccount(this, metadata),
      replicas: app.replicas,
      container: {
        name: 'http-echo',
        image: app.image,
        args: [`-listen=:${PORT}`, `-text=${app.text}`],
        port: { name: 'http', number: PORT },
        health: { ready: '/health' },
        resources: { cpuMillis: { request: 5, limit: 100 }, memoryMebibytes: { request: 16, limit: 32 } },
        runAsUser: app.runAsUser,
      },
    });
    addService(this, 'Service', {
      metadata: toMetadata(app, app.serviceName),
      selector: toSelector(app),
      port: { name: 'http', number: app.port, targetPort: PORT },
    });
  }
}
