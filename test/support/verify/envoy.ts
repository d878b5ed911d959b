import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labTool } from '../lab';
import { startProgram } from './process';

/** A rule of a listener, as a route gives it to a gateway. */
export interface EnvoyRule {
  /** Hosts that it is for. @default ['*'] */
  readonly domains?: readonly string[];
  /** @default '/' */
  readonly prefix?: string;
  /** Ports of the pods behind it, on loopback. */
  readonly pods: readonly number[];
  /** Name of the cookie that keeps a client with its pod. @default - none */
  readonly cookie?: string;
}

export interface EnvoyListener {
  readonly port: number;
  /** Requests that end here. */
  readonly rules?: readonly EnvoyRule[];
  /** For TLS: names, and the folder of tls.crt and tls.key that is shown for each. */
  readonly certificates?: Readonly<Record<string, string>>;
  /** For TLS that is passed through: names, and the port of the pod that ends it. */
  readonly passthrough?: Readonly<Record<string, number>>;
}

const LOOPBACK = '127.0.0.1';
const address = (port: number) => ({ socket_address: { address: LOOPBACK, port_value: port } });
const typed = (type: string, fields: object) => ({ '@type': `type.googleapis.com/${type}`, ...fields });
const clusterOf = (rule: EnvoyRule): string => `pods-${rule.pods.join('-')}-${rule.cookie ?? 'any'}`;

/** A real Envoy, configured as istiod configures a gateway. */
export async function startEnvoy(listeners: readonly EnvoyListener[]): Promise<{ stop(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'ambient-envoy-'));
  const file = join(folder, 'envoy.json');
  writeFileSync(file, JSON.stringify(toConfig(listeners)));
  const flags = ['--concurrency', '1', '--log-level', 'warning', '--disable-hot-restart'];
  const ports = listeners.map(({ port }) => port);
  const child = await startProgram(labTool('envoy'), ['-c', file, ...flags], ports);
  return {
    stop: () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function toConfig(listeners: readonly EnvoyListener[]) {
  const rules = listeners.flatMap(({ rules: own = [] }) => own);
  const passed = listeners.flatMap(({ passthrough = {} }) => Object.values(passthrough));
  const clusters = [
    ...rules.map(rule => toCluster(clusterOf(rule), rule.pods, rule.cookie !== undefined)),
    ...passed.map(port => toCluster(`tls-${port}`, [port], false)),
  ];
  const unique = [...new Map(clusters.map(cluster => [cluster.name, cluster])).values()];
  return { static_resources: { listeners: listeners.map(toListener), clusters: unique } };
}

/** istiod gives a Service with affinity a ring of hashes. */
const toCluster = (name: string, pods: readonly number[], sticky: boolean) => ({
  name,
  type: 'STATIC',
  connect_timeout: '2s',
  lb_policy: sticky ? 'RING_HASH' : 'LEAST_REQUEST',
  load_assignment: {
    cluster_name: name,
    endpoints: [{ lb_endpoints: pods.map(port => ({ endpoint: { address: address(port) } })) }],
  },
});

function toListener({ port, rules = [], certificates, passthrough }: EnvoyListener) {
  const inspector = {
    name: 'tls_inspector',
    typed_config: typed('envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector', {}),
  };
  const ended = certificates && Object.entries(certificates).map(([name, folder]) => toTerminated(name, folder, rules));
  const passed = passthrough && Object.entries(passthrough).map(([name, pod]) => toPassed(name, pod));
  return {
    name: `listener-${port}`,
    address: address(port),
    listener_filters: ended || passed ? [inspector] : [],
    filter_chains: ended || passed ? [...(ended ?? []), ...(passed ?? [])] : [{ filters: [toHttp(rules)] }],
  };
}

const toTerminated = (name: string, folder: string, rules: readonly EnvoyRule[]) => ({
  filter_chain_match: { server_names: [name] },
  filters: [toHttp(rules)],
  transport_socket: {
    name: 'tls',
    typed_config: typed('envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext', {
      common_tls_context: {
        tls_certificates: [
          {
            certificate_chain: { filename: join(folder, 'tls.crt') },
            private_key: { filename: join(folder, 'tls.key') },
          },
        ],
      },
    }),
  },
});

const toPassed = (name: string, pod: number) => ({
  filter_chain_match: { server_names: [name] },
  filters: [
    {
      name: 'tcp',
      typed_config: typed('envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy', {
        stat_prefix: name,
        cluster: `tls-${pod}`,
      }),
    },
  ],
});

function toHttp(rules: readonly EnvoyRule[]) {
  const router = { name: 'router', typed_config: typed('envoy.extensions.filters.http.router.v3.Router', {}) };
  const hosts = new Map<string, EnvoyRule[]>();
  for (const rule of rules) {
    const key = (rule.domains ?? ['*']).join(',');
    hosts.set(key, [...(hosts.get(key) ?? []), rule]);
  }
  const virtual_hosts = [...hosts].map(([domains, own]) => ({
    name: domains,
    domains: domains.split(',').flatMap(domain => (domain === '*' ? ['*'] : [domain, `${domain}:*`])),
    routes: own.map(rule => ({
      match: { prefix: rule.prefix ?? '/' },
      route: {
        cluster: clusterOf(rule),
        ...(rule.cookie && { hash_policy: [{ cookie: { name: rule.cookie, ttl: '0s' } }] }),
      },
    })),
  }));
  return {
    name: 'http',
    typed_config: typed('envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager', {
      stat_prefix: 'http',
      route_config: { name: 'routes', virtual_hosts },
      http_filters: [router],
    }),
  };
}
