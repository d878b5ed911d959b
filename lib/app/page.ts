import { ConfigMap } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Check } from '../core/checks';
import { checksum } from '../workload/checksum';
import type { Mount, RunAsUser } from '../workload/container';
import { addDeployment, addService, addServiceAccount } from '../workload/workload';
import { toMetadata, toPrefix, toSelector } from './app-props';
import { CONFIG_FOLDER, HEALTH_PATH, PAGE_COMMAND, toNginxConfig } from './page-server';

/** What an nginx that shows one line of HTML is made from: `EchoPage` and `TlsNginx`. */
export interface Page {
  readonly name: string;
  readonly version?: string;
  readonly namespace: string;
  readonly text: string;
  readonly replicas: number;
  readonly port: number;
  readonly serviceName: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly image: string;
  readonly runAsUser: RunAsUser;

  /** The Secret of the certificate that it shows. @default - none: plain HTTP */
  readonly secretName?: string;
}

/** What goes into HTML and into a configuration as it is. */
export const TEXT_IS_PLAIN: Check<{ readonly text: string }> = {
  id: 'AMB301',
  when: ({ text }) => !(typeof text === 'string' && /^[\w .-]+$/.test(text)),
  found: ({ text }) => `text ${JSON.stringify(text)}`,
  expected: 'letters, digits, blanks and ._- only, since it goes into HTML and an nginx configuration as it is',
  cure: 'leave out the other characters',
};

/** The ports of the container, for pages with and without a certificate. */
export const PAGE_PORTS = { http: 8080, https: 8443 };

const CERTIFICATE_FOLDER = '/etc/tls';

/** Adds ServiceAccount, ConfigMap, Deployment and Service of a page; returns the name of the account. */
export function addPage(scope: Construct, page: Page): string {
  const { serviceName, secretName } = page;
  const prefix = toPrefix(page);
  const selector = toSelector(page);
  const metadata = (name: string) => toMetadata(page, name);
  const tls = secretName !== undefined;
  const protocol = tls ? 'https' : 'http';
  const port = { name: protocol, number: PAGE_PORTS[protocol] };
  const text = toNginxConfig({ ...page, port: port.number, certificateFolder: tls ? CERTIFICATE_FOLDER : undefined });

  const serviceAccount = addServiceAccount(scope, metadata(prefix));
  const config = new ConfigMap(scope, 'Config', {
    metadata: metadata(`${prefix}-config`),
    data: { 'nginx.conf': text },
  });
  const mounts: Mount[] = [
    { path: CONFIG_FOLDER, name: 'config', from: config },
    { path: '/tmp', name: 'tmp', from: 'empty' },
    ...(tls ? [{ path: CERTIFICATE_FOLDER, name: 'certificate', secretName }] : []),
  ];
  addDeployment(scope, 'Deployment', {
    metadata: metadata(`${prefix}-deploy`),
    selector,
    serviceAccount,
    replicas: page.replicas,
    podAnnotations: { 'checksum/config': checksum(text) },
    container: {
      name: 'nginx',
      image: page.image,
      command: PAGE_COMMAND,
      port,
      health: { ready: HEALTH_PATH, scheme: tls ? 'HTTPS' : 'HTTP' },
      resources: { cpuMillis: { request: 5, limit: 100 }, memoryMebibytes: { request: 16, limit: 64 } },
      runAsUser: page.runAsUser,
      mounts,
    },
  });
  addService(scope, 'Service', {
    metadata: metadata(serviceName),
    selector,
    port: { name: port.name, number: page.port, targetPort: port.number },
  });
  return prefix;
}
