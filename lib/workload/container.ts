import { Duration, Size } from 'cdk8s';
import {
  type ConfigMap,
  ConnectionScheme,
  type ContainerProps,
  Cpu,
  EnvValue,
  ImagePullPolicy,
  Probe,
  Secret,
  Volume,
  type VolumeMount,
} from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { RESTRICTED_CONTAINER } from './restricted';

/**
 * The id of the user, and of its group, that a process runs as. `'unset'` leaves it to the image, whose own user must be
 * a number other than 0, or to a platform that assigns one, as OpenShift does: it refuses fixed ones.
 * @see https://docs.openshift.com/container-platform/4.19/authentication/managing-security-context-constraints.html
 */
export type RunAsUser = number | 'unset';

/** The one container of a workload. */
export interface WorkloadContainer {
  readonly name: string;
  readonly image: string;

  /** @default - the image's own */
  readonly command?: readonly string[];

  /** @default - none */
  readonly args?: readonly string[];

  /** @default - none */
  readonly env?: Readonly<Record<string, string>>;

  /** The port that it listens on, 1024 or above: it has no capability for those below. */
  readonly port: { readonly name: string; readonly number: number };

  readonly health: HealthChecks;

  readonly resources: WorkloadResources;

  readonly runAsUser: RunAsUser;

  /** @default - none: nothing can be written at all */
  readonly mounts?: readonly Mount[];
}

/** How the kubelet asks whether a container can take requests, and whether it is alive. */
export interface HealthChecks {
  readonly ready: string;

  /** @default - the path of `ready` */
  readonly alive?: string;

  /** @default 'HTTP' */
  readonly scheme?: 'HTTP' | 'HTTPS';

  /**
   * How long it may take to start, in seconds; it is not asked whether it is alive before.
   * @default - no time of grace
   */
  readonly startSeconds?: number;
}

/** What a container asks for, and what it may take at most. */
export interface WorkloadResources {
  /** Thousandths of a core. */
  readonly cpuMillis: { readonly request: number; readonly limit: number };

  /** Mebibytes. */
  readonly memoryMebibytes: { readonly request: number; readonly limit: number };
}

/** Files of a ConfigMap or a Secret, or an empty folder that can be written. */
export type Mount =
  | { readonly path: string; readonly name: string; readonly from: 'empty'; readonly mebibytes?: number }
  | { readonly path: string; readonly name: string; readonly from: ConfigMap }
  | { readonly path: string; readonly name: string; readonly secretName: string };

/** The container under Pod Security level `restricted`, with a read-only root file system. */
export function toContainer(scope: Construct, container: WorkloadContainer): ContainerProps {
  const { name, image, command, args, env = {}, port, resources, runAsUser, mounts = [] } = container;
  const { cpuMillis, memoryMebibytes } = resources;
  return {
    name,
    image,
    command: command && [...command],
    args: args && [...args],
    envVariables: Object.fromEntries(Object.entries(env).map(([key, value]) => [key, EnvValue.fromValue(value)])),
    ports: [port],
    imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
    ...toProbes(container),
    resources: {
      cpu: { request: Cpu.millis(cpuMillis.request), limit: Cpu.millis(cpuMillis.limit) },
      memory: { request: Size.mebibytes(memoryMebibytes.request), limit: Size.mebibytes(memoryMebibytes.limit) },
    },
    securityContext: {
      ...RESTRICTED_CONTAINER,
      ...(runAsUser === 'unset' ? {} : { user: runAsUser, group: runAsUser }),
    },
    volumeMounts: mounts.map(mount => toMount(scope, mount)),
  };
}

function toProbes({ health, port }: WorkloadContainer): Pick<ContainerProps, 'readiness' | 'liveness' | 'startup'> {
  const { ready, alive = ready, scheme = 'HTTP', startSeconds } = health;
  const probe = (path: string, seconds: number, failureThreshold?: number) =>
    Probe.fromHttpGet(path, {
      port: port.number,
      scheme: ConnectionScheme[scheme],
      periodSeconds: Duration.seconds(seconds),
      failureThreshold,
    });
  return {
    readiness: probe(ready, 2),
    liveness: probe(alive, 10),
    startup: startSeconds === undefined ? undefined : probe(alive, 5, Math.ceil(startSeconds / 5)),
  };
}

function toMount(scope: Construct, mount: Mount): VolumeMount {
  const id = `Volume-${mount.name}`;
  if ('secretName' in mount) {
    const secret = Secret.fromSecretName(scope, `Secret-${mount.name}`, mount.secretName);
    const volume = Volume.fromSecret(scope, id, secret, { name: mount.name });
    return { path: mount.path, volume, readOnly: true };
  }
  if (mount.from === 'empty') {
    const sizeLimit = mount.mebibytes === undefined ? undefined : Size.mebibytes(mount.mebibytes);
    return { path: mount.path, volume: Volume.fromEmptyDir(scope, id, mount.name, { sizeLimit }) };
  }
  const volume = Volume.fromConfigMap(scope, id, mount.from, { name: mount.name });
  return { path: mount.path, volume, readOnly: true };
}
