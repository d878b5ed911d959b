import { join } from 'node:path';
import { CertificateAuthority } from '../../lib/addons/cert-manager/certificate-authority';
import { IssuerAccount } from '../../lib/addons/cert-manager/issuer-account';
import { ServerCertificate } from '../../lib/addons/cert-manager/server-certificate';
import { Kiali } from '../../lib/addons/kiali/kiali';
import { AddressPool } from '../../lib/addons/metallb/address-pool';
import { OlmSubscription } from '../../lib/addons/olm-subscription';
import { MeshMonitors } from '../../lib/addons/prometheus/mesh-monitors';
import { GatewayMetricsPolicy } from '../../lib/addons/prometheus/metrics-policy';
import { Prometheus } from '../../lib/addons/prometheus/prometheus';
import { Bookinfo } from '../../lib/app/bookinfo/bookinfo';
import { CanaryPages } from '../../lib/app/canary-pages';
import { EchoPage } from '../../lib/app/echo-page';
import { HttpEcho } from '../../lib/app/http-echo';
import { TlsNginx } from '../../lib/app/tls-nginx';
import { toNamespaceLabels } from '../../lib/mesh/namespace';
import { describeWithLab, LAB_START_MS, type Lab, startLab } from '../support/lab';
import { SHARED } from '../support/shared';
import { type KubernetesObject, synthesize } from '../support/synthesize';

const CRDS = ['cert-manager', 'metallb', 'kiali', 'olm', 'prometheus'].map(set => join(SHARED, 'crds', set));

const WORKLOADS = synthesize(chart => {
  const namespace = 'apps';
  new EchoPage(chart, 'Page', { name: 'page', namespace, text: 'page' });
  new CanaryPages(chart, 'Canary', { name: 'canary', namespace, text: 'canary' });
  new HttpEcho(chart, 'Echo', { name: 'echo', namespace });
  new TlsNginx(chart, 'Nginx', { name: 'nginx', namespace, secretName: 'nginx-tls' });
  new Bookinfo(chart, 'Bookinfo', { namespace });
  new Prometheus(chart, 'Prometheus', { namespace });
});

const ADDONS = synthesize(chart => {
  const namespace = 'apps';
  const cluster = new CertificateAuthority(chart, 'Cluster', { name: 'cluster', namespace });
  const own = new CertificateAuthority(chart, 'Own', { name: 'own', namespace, scope: 'namespace' });
  new ServerCertificate(chart, 'First', { name: 'first', namespace, dnsNames: ['a.example'], issuer: cluster });
  new ServerCertificate(chart, 'Second', { name: 'second', namespace, dnsNames: ['*.b.example'], issuer: own });
  new IssuerAccount(chart, 'Vault', { name: 'vault', namespace });
  new AddressPool(chart, 'Pool', { name: 'pool', namespace, addresses: ['10.0.0.0/28', 'fd00::1-fd00::9'] });
  new Kiali(chart, 'Kiali', { namespace, login: 'token', ingress: 'enabled', namespaceLabels: { a: 'b' } });
  new OlmSubscription(chart, 'Operator', { name: 'kiali', namespace, operatorGroup: 'own-namespace' });
  new MeshMonitors(chart, 'Monitors', { mesh: { istiod: namespace }, gatewayNamespaces: [namespace] });
  new GatewayMetricsPolicy(chart, 'Metrics', { namespace, from: { namespace, labels: { app: 'prometheus' } } });
});

describeWithLab('apps and add-ons on a real API server', () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({ crds: CRDS });
    const labels = toNamespaceLabels({ name: 'apps' });
    apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps', labels } }]);
    lab.kubectl(['create', 'secret', 'generic', 'nginx-tls', '--namespace=apps']);
  }, LAB_START_MS);

  afterAll(() => lab?.down());

  const apply = (items: readonly KubernetesObject[]) =>
    lab.attempt(
      ['apply', '--server-side', '--validate=strict', '-f', '-'],
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    );

  test('every workload is admitted under Pod Security restricted without a warning, and rolls out', () => {
    const { code, stderr } = apply(WORKLOADS);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const names = WORKLOADS.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.name);
    expect(names).toHaveLength(12);
    for (const name of names) {
      lab.kubectl(['rollout', 'status', `deployment/${name}`, '--namespace=apps', '--timeout=60s']);
    }
  }, 180_000);

  test('every add-on is accepted, with no field that its definition lacks', () => {
    const { code, stderr, stdout } = apply(ADDONS);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trim().split('\n')).toHaveLength(ADDONS.length);
  });

  test('cert-manager may ask for tokens of the issuer account and of no other', () => {
    const can = (account: string) => {
      const args = ['auth', 'can-i', 'create', `serviceaccounts/${account}`, '--subresource=token', '--namespace=apps'];
      return lab.attempt([...args, '--as=system:serviceaccount:cert-manager:cert-manager']).stdout.trim();
    };
    expect([can('vault'), can('default')]).toEqual(['yes', 'no']);
  });
});
