import { Deployment, DeploymentStrategy, LabelSelector, Protocol, Service, ServiceAccount } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { toContainer, type WorkloadContainer } from './container';
import { spreadOverNodes } from './restricted';

/** What every object of a workload is called and labelled. */
export interface WorkloadMetadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** An account of its own, and so an identity in the mesh; it gets no token where none is asked for. */
export function addServiceAccount(
  scope: Construct,
  { name, namespace, labels }: WorkloadMetadata,
  { token = false } = {},
): ServiceAccount {
  const metadata = { name, namespace, labels };
  return new ServiceAccount(scope, 'ServiceAccount', { metadata, automountToken: token });
}

export interface WorkloadOptions {
  readonly metadata: WorkloadMetadata;

  /** The labels that select its pods, `app` and perhaps `version`; they cannot be changed on a cluster. */
  readonly selector: Readonly<Record<string, string>>;

  readonly serviceAccount: ServiceAccount;

  /** Whether the account's token is mounted. @default false */
  readonly token?: boolean;

  readonly replicas: number;

  /** @default - none */
  readonly podAnnotations?: Readonly<Record<string, string>>;

  readonly container: WorkloadContainer;

  /** `Recreate` for a pod that cannot run beside its successor. @default 'RollingUpdate' */
  readonly strategy?: 'RollingUpdate' | 'Recreate';
}

/** A Deployment under Pod Security level `restricted`, spread over nodes, selected by its labels. */
export function addDeployment(scope: Construct, id: string, options: WorkloadOptions): Deployment {
  const { metadata, selector, serviceAccount, token = false, replicas, podAnnotations, container, strategy } = options;
  const { name, namespace, labels } = metadata;
  const deployment = new Deployment(scope, id, {
    metadata: { name, namespace, labels },
    podMetadata: { labels: { ...labels, ...selector }, annotations: podAnnotations && { ...podAnnotations } },
    replicas,
    select: false,
    serviceAccount,
    automountServiceAccountToken: token,
    securityContext: { ensureNonRoot: true },
    strategy: strategy === 'Recreate' ? DeploymentStrategy.recreate() : undefined,
    containers: [toContainer(scope, container)],
  });
  deployment.select(LabelSelector.of({ labels: { ...selector } }));
  spreadOverNodes(deployment, selector);
  return deployment;
}

export interface WorkloadServiceOptions {
  readonly metadata: WorkloadMetadata;
  readonly selector: Readonly<Record<string, string>>;

  /** Its name tells the mesh the protocol: `http`, `https`, `tcp`. */
  readonly port: { readonly name: string; readonly number: number; readonly targetPort: number };
}

/** A Service on one port of the pods with these labels. */
export function addService(scope: Construct, id: string, options: WorkloadServiceOptions): Service {
  const { metadata, selector, port } = options;
  const { name, namespace, labels } = metadata;
  const service = new Service(scope, id, {
    metadata: { name, namespace, labels },
    ports: [{ name: port.name, port: port.number, targetPort: port.targetPort, protocol: Protocol.TCP }],
  });
  for (const [key, value] of Object.entries(selector)) service.selectLabel(key, value);
  return service;
}
