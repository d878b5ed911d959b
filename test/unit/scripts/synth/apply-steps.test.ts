import type { KubeObject } from '../../../../lib/core/object-index';
import { App } from '../../../../lib/rules/app';
import { TOPOLOGIES } from '../../../../lib/topologies';
import type { Settings } from '../../../../lib/topologies/settings';
import { toApplySteps, type Written } from '../../../../scripts/synth/apply-steps';

async function written(topology: string, settings: Settings = {}): Promise<Written> {
  const app = new App();
  const system = (await TOPOLOGIES[topology]())(app, settings);
  const objects: KubeObject[] = app.synthesized().files.flatMap(file => file.objects);
  return { system, objects, outdir: 'dist' };
}

const text = (steps: readonly string[]) => steps.join('\n');

test('the default needs the definitions of Gateway API and of Istio, and nothing else', async () => {
  expect(text(toApplySteps(await written('intranet-internet')))).toMatchInlineSnapshot(`

Apply it, in this order (the first two once a cluster):
  kubectl apply --server-side -f https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.6.1/standard-install.yaml
  kubectl apply --server-side -f https://raw.githubusercontent.com/istio/istio/1.31.1/manifests/charts/base/files/crd-all.gen.yaml
  kubectl apply -f dist
`);
});

test('add-ons and Secrets that a topology needs are named', async () => {
  expect(text(toApplySteps(await written('home-lab'))).split('\n')[1]).toMatchInlineSnapshot(
    `It needs on the cluster: cert-manager v1.21.2, metallb v0.16.2 (npm run up installs what it can)`,
  );
  expect(text(toApplySteps(await written('prototypes/03-https-openssl'))).split('\n')[1]).toMatchInlineSnapshot(
    `It needs on the cluster: Secret book/bookinfo-tls, Secret apple/apple-tls (npm run up installs what it can)`,
  );
});

test('Flux brings all definitions, the Sail operator those of Istio', async () => {
  expect(text(toApplySteps(await written('shared-gateway')))).toMatchInlineSnapshot(`

It needs on the cluster: cert-manager v1.21.2, flux v2.9.5 (npm run up installs what it can)

Apply it:
  kubectl apply -f dist
`);
  expect(text(toApplySteps(await written('openshift-bookinfo')))).toMatchInlineSnapshot(`

It needs on the cluster: Operator Lifecycle Manager, sail-operator 1.30.3 (npm run up installs what it can)

Apply it:
  kubectl apply -f dist
`);
});

test('a TLSRoute of an older Gateway API comes with the experimental channel', async () => {
  const older = await written('prototypes/05-tls-passthrough', { mesh: { version: '1.28.10' } });
  expect(toApplySteps(older).filter(line => line.includes('gateway-api'))).toMatchInlineSnapshot(`
[
    kubectl apply --server-side -f https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.4.1/experimental-install.yaml,
]
`);
});

test('without a mesh there is nothing to define', async () => {
  const bare = await written('intranet-internet', { enabled: false });
  expect(text(toApplySteps(bare))).toMatchInlineSnapshot(`

Apply it:
  kubectl apply -f dist
`);
});

test('definitions in the folder are applied first, and all of it server-side', async () => {
  const steps = toApplySteps({ ...(await written('intranet-internet')), definitions: '0000-definitions.k8s.yaml' });
  expect(text(steps)).toMatchInlineSnapshot(`

Apply it, in this order (the first once a cluster):
  kubectl apply --server-side -f dist/0000-definitions.k8s.yaml
  kubectl apply --server-side -f dist
`);
});

test('a folder with blanks or quotes in its name is quoted', async () => {
  const base = await written('intranet-internet');
  const last = (outdir: string) => toApplySteps({ ...base, outdir }).at(-1);
  expect(last('my dist')).toBe("  kubectl apply -f 'my dist'");
  expect(last("it's")).toBe("  kubectl apply -f 'it'\\''s'");
});
