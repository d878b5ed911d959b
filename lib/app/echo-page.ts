import { Duration, Size } from 'cdk8s';
import {
  ConfigMap,
  type ContainerProps,
  Cpu,
  Deployment,
  ImagePullPolicy,
  LabelSelector,
  Probe,
  Protocol,
  Service,
  ServiceAccount,
  Volume,
} from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { type Check, enforce } from '../core/checks';
import type { Backend } from '../gateway/backend';
import { CONFIG_FOLDER, checksum, HEALTH_PATH, PAGE_COMMAND, PAGE_PORT, toNginxConfig } from './page-server';
import { RESTRICTED_CONTAINER, spreadOverNodes } from './restricted';

export interface EchoPageProps {
  /** The value of the `app` label and the first part of every name: `NAME-deploy`, `NAME-svc`, `NAME-config`. */
  readonly name: string;

  /** The namespace of every object. */
  readonly namespace: string;

  /** The page is `<h1>Pod TEXT: POD</h1>`: letters, digits, blanks and `._-`. */
  readonly text: string;

  /**
   * Number of pods.
   * @default 2
   */
  readonly replicas?: number;

  /**
   * The port of the Service.
   * @default 80
   */
  readonly port?: number;

  /**
   * An nginx image with a tag or digest; its program runs as user 101.
   * @default 'docker.io/library/nginx:1.30.4-alpine-slim'
   * @see https://github.com/docker-library/official-images/blob/37079fb336f572a88700cf32e5e1f6be54a04e8f/library/nginx
   */
  readonly image?: string;
}

type ResolvedEchoPage = Required<EchoPageProps>;

function resolve(props: EchoPageProps): ResolvedEchoPage {
  return {
    ...props,
    replicas: props.replicas ?? 2,
    port: props.port ?? 80,
    image: props.image ?? 'docker.io/library/nginx:1.30.4-alpine-slim',
  };
}

/** The user and group `nginx` of the official images. */
const NGINX_USER = 101;

const CHECKS: Check<ResolvedEchoPage>[] = [
  {
    id: 'AMB301',
    when: ({ text }) => !/^[\w .-]+$/.test(text),
    found: ({ text }) => `text ${JSON.stringify(text)}`,
    expected: 'letters, digits, blanks and ._- only, since it goes into HTML and an nginx configuration as it is',
    cure: 'leave out the other characters',
  },
  {
    id: 'AMB302',
    when: ({ image }) => !/(:[\w][\w.-]*|@sha256:[0-9a-f]{64})$/.test(image) || image.endsWith(':latest'),
    found: ({ image }) => `image ${image}`,
    expected: 'a tag other than latest, or a digest: otherwise the image changes under a running system',
    cure: 'write the version as the tag, as in docker.io/library/nginx:1.30.4-alpine-slim',
  },
  {
    id: 'AMB303',
    when: ({ replicas }) => !Number.isInteger(replicas) || replicas < 1,
    found: ({ replicas }) => `replicas ${replicas}`,
    expected: 'a whole number, 1 or more',
    cure: 'set replicas to a positive whole number, or leave out the app',
  },
];

/**
 * A web page that tells which pod answered: ServiceAccount, ConfigMap, Deployment and Service.
 * Built with cdk8s-plus, whose defaults (1 CPU, a hash as selector, capabilities kept) are overridden.
 */
export class EchoPage extends Construct implements Backend {
  readonly serviceName: string;
  readonly namespace: string;
  readonly port: number;

  constructor(scope: Construct, id: string, props: EchoPageProps) {
    super(scope, id);
    const page = resolve(props);
    enforce(this, CHECKS, page);
    this.serviceName = `${page.name}-svc`;
    this.namespace = page.namespace;
    this.port = page.port;

    const { name, namespace } = page;
    const labels = { app: name };
    const metadata = (suffix: string) => ({ name: name + suffix, namespace, labels });
    const serviceAccount = new ServiceAccount(this, 'ServiceAccount', { metadata: metadata('') });
    const config = new ConfigMap(this, 'Config', {
      metadata: metadata('-config'),
      data: { 'nginx.conf': toNginxConfig(page.text) },
    });
    const deployment = new Deployment(this, 'Deployment', {
      metadata: metadata('-deploy'),
      podMetadata: { labels, annotations: { 'checksum/config': checksum(toNginxConfig(page.text)) } },
      replicas: page.replicas,
      select: false,
      serviceAccount,
      automountServiceAccountToken: false,
      securityContext: { ensureNonRoot: true },
      containers: [toContainer(this, page, config)],
    });
    deployment.select(LabelSelector.of({ labels }));
    spreadOverNodes(deployment, name);
    const service = new Service(this, 'Service', {
      metadata: metadata('-svc'),
      ports: [{ name: 'http', port: page.port, targetPort: PAGE_PORT, protocol: Protocol.TCP }],
    });
    service.selectLabel('app', name);
  }
}

function toContainer(scope: Construct, page: ResolvedEchoPage, config: ConfigMap): ContainerProps {
  const probe = (seconds: number) =>
    Probe.fromHttpGet(HEALTH_PATH, { port: PAGE_PORT, periodSeconds: Duration.seconds(seconds) });
  return {
    name: 'nginx',
    image: page.image,
    command: PAGE_COMMAND,
    ports: [{ name: 'http', number: PAGE_PORT }],
    imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
    readiness: probe(2),
    liveness: probe(10),
    resources: {
      cpu: { request: Cpu.millis(5), limit: Cpu.millis(100) },
      memory: { request: Size.mebibytes(16), limit: Size.mebibytes(64) },
    },
    securityContext: { ...RESTRICTED_CONTAINER, user: NGINX_USER, group: NGINX_USER },
    volumeMounts: [
      {
        path: CONFIG_FOLDER,
        volume: Volume.fromConfigMap(scope, 'ConfigVolume', config, { name: 'config' }),
        readOnly: true,
      },
      { path: '/tmp', volume: Volume.fromEmptyDir(scope, 'Temporary', 'tmp') },
    ],
  };
}
