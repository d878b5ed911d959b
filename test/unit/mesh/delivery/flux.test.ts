import { FluxDelivery, type FluxDeliveryProps } from '../../../../lib/mesh/delivery/flux';
import { toHelmValues } from '../../../../lib/mesh/delivery/helm-values';
import { resolveMesh } from '../../../../lib/mesh/spec';
import { findingsOf } from '../../../support/findings';
import { synthesize, toYaml } from '../../../support/synthesize';

const mesh = resolveMesh({ ztunnel: { namespace: 'ztunnel' } });
const deliver = (props: Partial<FluxDeliveryProps> = {}) =>
  synthesize(chart => new FluxDelivery(chart, 'Flux', { mesh, ...props }));
const refusals = (props: Partial<FluxDeliveryProps>) =>
  findingsOf(chart => new FluxDelivery(chart, 'Flux', { mesh, ...props }));
const releases = (props: Partial<FluxDeliveryProps> = {}) =>
  deliver(props).filter(({ kind }) => kind === 'HelmRelease');
const kinds = (props: Partial<FluxDeliveryProps>) =>
  deliver(props)
    .map(({ kind }) => kind)
    .filter(kind => kind !== 'HelmRelease');

test('a mesh is a source, four releases, and the definitions of Gateway API', () => {
  expect(toYaml(deliver())).toMatchSnapshot();
});

test('charts in a registry are an OCIRepository each', () => {
  expect(toYaml(deliver({ charts: 'oci://ghcr.io/istio/release/charts', gatewayApi: 'existing' }))).toMatchSnapshot();
});

test('each release waits for the one before', () => {
  expect(releases().map(({ metadata, spec }) => [metadata.name, spec.dependsOn?.[0].name])).toEqual([
    ['istio-base', undefined],
    ['istio-cni', 'istio-base'],
    ['istiod', 'istio-cni'],
    ['ztunnel', 'istiod'],
  ]);
});

test('values are those of the charts', () => {
  const { base, cni, istiod, ztunnel } = toHelmValues(mesh);
  expect(releases().map(({ spec }) => spec.values)).toEqual([base, cni, istiod, ztunnel]);
});

test('a revision has a release and fewer webhooks of its own', () => {
  const ignores = (revision?: string, revisionTags?: string[]) => {
    const [, , istiod] = releases({ mesh: resolveMesh({ revision, revisionTags }) });
    return [istiod.metadata.name, istiod.spec.driftDetection.ignore[1].paths.length];
  };
  expect([ignores(), ignores('next'), ignores('next', ['default'])]).toEqual([
    ['istiod', 4],
    ['istiod-next', 2],
    ['istiod-next', 4],
  ]);
});

describe('each prop shows', () => {
  test('namespace, interval, timeout, retries', () => {
    const [base] = releases({ namespace: 'gitops', interval: '1h', timeout: '15m', retries: -1 });
    expect(base).toMatchObject({
      metadata: { namespace: 'gitops' },
      spec: {
        interval: '1h',
        timeout: '15m',
        install: { remediation: { retries: -1 } },
        upgrade: { remediation: { retries: -1 } },
      },
    });
  });

  test('gatewayApi, which the platform owns on OpenShift and GKE', () => {
    const own = ['GitRepository', 'Kustomization', 'HelmRepository'];
    expect(kinds({})).toEqual(own);
    expect(kinds({ gatewayApi: 'existing' })).toEqual(['HelmRepository']);
    expect(kinds({ mesh: resolveMesh({ platform: 'openshift' }) })).toEqual(['HelmRepository']);
    expect(kinds({ mesh: resolveMesh({ platform: 'gke' }), gatewayApi: 'source' })).toEqual(own);
  });
});

describe('fails', () => {
  test('fails for a repository that is switched off', () => {
    expect(refusals({ charts: 'https://istio-release.storage.googleapis.com/charts' })).toMatchInlineSnapshot(`
1 error

error AMB180 at mesh/Flux
  found charts https://istio-release.storage.googleapis.com/charts
  expected a repository that lasts: this one is switched off in December 2026 and has no Istio 1.31
  cure: use https://blob.istio.io/istio-release/charts or oci://ghcr.io/istio/release/charts, or a mirror of them
`);
  });

  test('fails for a registry that is switched off', () => {
    expect(refusals({ charts: 'oci://gcr.io/istio-release/charts' })).toMatchInlineSnapshot(`
1 error

error AMB180 at mesh/Flux
  found charts oci://gcr.io/istio-release/charts
  expected a repository that lasts: this one is switched off in December 2026 and has no Istio 1.31
  cure: use https://blob.istio.io/istio-release/charts or oci://ghcr.io/istio/release/charts, or a mirror of them
`);
  });

  test('fails for a folder, which no controller can see', () => {
    expect(refusals({ charts: './charts' })).toMatchInlineSnapshot(`
1 error

error AMB181 at mesh/Flux
  found charts "./charts"
  expected an address that begins with https://, http:// or oci:// and has no slash at the end
  cure: write it as in https://blob.istio.io/istio-release/charts, or choose the delivery helm, which takes a folder
`);
  });

  test('fails for times that Flux cannot read', () => {
    expect(refusals({ interval: '1d', timeout: '5 m' })).toMatchInlineSnapshot(`
2 errors

error AMB182 at mesh/Flux
  found interval "1d"
  expected hours, minutes and seconds, such as 10m or 1h30m
  cure: write it so, without spaces or days

error AMB182 at mesh/Flux
  found timeout "5 m"
  expected hours, minutes and seconds, such as 10m or 1h30m
  cure: write it so, without spaces or days
`);
  });

  test('fails for whatever the mesh is at fault for', () => {
    const broken = resolveMesh({ istiod: { resources: { requests: { cpu: 'much' } } }, ztunnel: { env: {} } });
    expect(refusals({ mesh: broken })).toMatchInlineSnapshot(`
1 error

error AMB134 at mesh/Flux
  found istiod.resources.requests.cpu "much"
  expected a Kubernetes quantity
  cure: write CPU as in 100m or 2, memory as in 128Mi or 1Gi
`);
  });
});
