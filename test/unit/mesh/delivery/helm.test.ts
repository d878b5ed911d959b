import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HelmDelivery, type HelmDeliveryProps } from '../../../../lib/mesh/delivery/helm';
import { resolveMesh } from '../../../../lib/mesh/spec';
import { findingsOf } from '../../../support/findings';
import { synthesize } from '../../../support/synthesize';

const mesh = resolveMesh();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'helm-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A stand-in for helm of so many lines of shell. */
function helm(...lines: string[]): string {
  const file = join(folder, 'helm');
  writeFileSync(file, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(file, 0o755);
  return file;
}

const refusals = (props: Partial<HelmDeliveryProps>) =>
  findingsOf(chart => new HelmDelivery(chart, 'Helm', { mesh, ...props })).replaceAll(folder, 'FOLDER');

/** What helm was called with, a line for each chart. */
function calls(charts?: string, revision?: string): string[] {
  const echo = helm(
    'shift 3; echo "apiVersion: v1"; echo "kind: ConfigMap"',
    'echo "metadata: {name: c$$}"; echo "data: {args: \\"$*\\"}"',
  );
  const props = { mesh: resolveMesh({ revision }), charts, helmExecutable: echo };
  return synthesize(chart => new HelmDelivery(chart, 'Helm', props)).map(({ data }) => data.args);
}

test('charts come from the repository, in the version of the mesh', () => {
  const from = '--repo https://blob.istio.io/istio-release/charts --version 1.31.1 --namespace istio-system';
  expect(calls()).toEqual([
    `${from} istio-base base`,
    `${from} istio-cni cni`,
    `${from} istiod istiod`,
    `${from} ztunnel ztunnel`,
  ]);
});

test('charts come from a registry', () => {
  expect(calls('oci://ghcr.io/istio/release/charts', 'next')[2]).toBe(
    '--version 1.31.1 --namespace istio-system istiod-next oci://ghcr.io/istio/release/charts/istiod',
  );
});

test('charts come from a folder, by their published names or as the repository of Istio has them', () => {
  const charts = join(folder, 'charts');
  for (const name of ['base', 'istio-cni', 'istio-control/istio-discovery']) {
    mkdirSync(join(charts, name), { recursive: true });
    writeFileSync(join(charts, name, 'Chart.yaml'), '');
  }
  expect(calls(charts).map(call => call.split(charts)[1])).toEqual([
    '/base',
    '/istio-cni',
    '/istio-control/istio-discovery',
    '/ztunnel',
  ]);
});

test("the definitions of Istio's kinds are left to whoever applies them first", () => {
  const render = helm(
    'echo "apiVersion: v1"; echo "kind: ConfigMap"; echo "metadata: {name: c$$}"; echo "---"',
    'echo "apiVersion: apiextensions.k8s.io/v1"; echo "kind: CustomResourceDefinition"; echo "metadata: {name: a.b}"',
  );
  const objects = synthesize(chart => new HelmDelivery(chart, 'Helm', { mesh, helmExecutable: render }));
  expect(objects.map(({ kind }) => kind)).toEqual(Array(4).fill('ConfigMap'));
});

describe('fails', () => {
  test('fails once where helm is not installed', () => {
    expect(refusals({ helmExecutable: 'no-such-helm' })).toMatchInlineSnapshot(`
1 error

error AMB183 at mesh/Helm
  found no program no-such-helm
  expected helm, to render istio-base
  cure: install helm or set helmExecutable, or choose the delivery manifests, which needs neither helm nor a network
`);
  });

  test('fails once where there is no network', () => {
    const said = 'Error: looks like "https://blob.istio.io" is not a valid repository: dial tcp: no such host';
    expect(refusals({ helmExecutable: helm(`echo '${said}' >&2; exit 1`) })).toMatchInlineSnapshot(`
1 error

error AMB184 at mesh/Helm
  found no network to https://blob.istio.io/istio-release/charts
  expected the chart of istio-base from there
  cure: set charts to a folder that holds the charts, or choose the delivery manifests, which needs neither helm nor a network
`);
  });

  test('fails with what helm says of each chart', () => {
    const render = helm('for chart; do :; done; echo "Error: path \\"$chart\\" not found" >&2; exit 1');
    expect(refusals({ charts: './charts', helmExecutable: render })).toMatchInlineSnapshot(`
4 errors

error AMB185 at mesh/Helm
  found helm saying "path \\"charts/base\\" not found"
  expected istio-base, rendered from ./charts
  cure: set charts to where the charts of this version are, or choose the delivery manifests, which needs neither helm nor a network

error AMB185 at mesh/Helm
  found helm saying "path \\"charts/cni\\" not found"
  expected istio-cni, rendered from ./charts
  cure: set charts to where the charts of this version are, or choose the delivery manifests, which needs neither helm nor a network

error AMB185 at mesh/Helm
  found helm saying "path \\"charts/istiod\\" not found"
  expected istiod, rendered from ./charts
  cure: set charts to where the charts of this version are, or choose the delivery manifests, which needs neither helm nor a network

error AMB185 at mesh/Helm
  found helm saying "path \\"charts/ztunnel\\" not found"
  expected ztunnel, rendered from ./charts
  cure: set charts to where the charts of this version are, or choose the delivery manifests, which needs neither helm nor a network
`);
  });

  test('fails for a repository that is switched off, without asking it', () => {
    expect(
      refusals({ charts: 'https://istio-release.storage.googleapis.com/charts', helmExecutable: 'no-such-helm' }),
    ).toMatchInlineSnapshot(`
1 error

error AMB180 at mesh/Helm
  found charts https://istio-release.storage.googleapis.com/charts
  expected a repository that lasts: this one is switched off in December 2026 and has no Istio 1.31
  cure: use https://blob.istio.io/istio-release/charts or oci://ghcr.io/istio/release/charts, or a mirror of them
`);
  });
});
