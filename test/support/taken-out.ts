import { parseAllDocuments } from 'yaml';
import type { Values } from '../../lib/mesh/delivery/overlay';
import type { Chart } from '../../lib/mesh/delivery/value-paths';
import { mergedOver } from '../../lib/mesh/spec/with-defaults';
import type { Rendering } from './helm';
import { type KubernetesObject, only, toYaml } from './synthesize';

/** Objects as whoever reads the YAML has them. */
const asRead = (objects: readonly KubernetesObject[]): KubernetesObject[] =>
  parseAllDocuments(toYaml(objects)).map(document => document.toJS());

const minorOf = (version: string): string => version.replace(/^v?(\d+\.\d+)\..*$/, '$1');

/** What Flux's helm-controller renders of its HelmReleases. */
export function renderingsOfFlux(objects: readonly KubernetesObject[]): Rendering[] {
  const read = asRead(objects);
  const sources = new Map(read.map(({ kind, metadata, spec }) => [`${kind}/${metadata.name}`, spec]));
  return read
    .filter(({ kind }) => kind === 'HelmRelease')
    .map(({ spec: { chart, chartRef, releaseName, targetNamespace, values } }) => {
      const oci = chartRef && sources.get(`${chartRef.kind}/${chartRef.name}`);
      const name = oci === undefined ? chart.spec.chart : oci.url.split('/').at(-1);
      const minor = minorOf(oci === undefined ? chart.spec.version : oci.ref.tag);
      return { chart: name as Chart, minor, release: releaseName, namespace: targetNamespace, values };
    });
}

/**
 * What the Sail operator renders of its resources: it sets the revision after the `Istio`, installs the chart `base`
 * with the values of the `Istio` that namespaces without a label get, keeps tags as objects of their own, copies some
 * values to the ztunnel that names an `Istio`, and lays what stands below `ztunnel` over the values of that chart. The
 * other charts do so themselves.
 * @see https://github.com/istio-ecosystem/sail-operator/tree/1.30.3/pkg/reconcile
 */
export function renderingsOfSail(objects: readonly KubernetesObject[]): Rendering[] {
  const read = asRead(objects);
  const [istio, cni, ztunnel] = ['Istio', 'IstioCNI', 'ZTunnel'].map(kind => only(read, kind));
  const revisionTags = read.filter(({ kind }) => kind === 'IstioRevisionTag').map(({ metadata }) => metadata.name);
  const { name } = istio.metadata;
  const revision = name === 'default' ? '' : name;
  const values = mergedOver(valuesOf(istio), { revision, global: { istioNamespace: istio.spec.namespace } });
  const { global, meshConfig } = values as Record<string, Values>;
  const copied = ztunnel.spec.targetRef === undefined ? {} : { global, meshConfig, revision };
  const ofZtunnel = mergedOver(copied, valuesOf(ztunnel));
  const toRendering = (chart: Chart, { spec }: KubernetesObject, given: Values): Rendering => ({
    chart,
    minor: minorOf(spec.version),
    release: chart,
    namespace: spec.namespace,
    values: given,
  });
  const isDefault = revision === '' || revisionTags.includes('default');
  return [
    ...(isDefault ? [toRendering('base', istio, values)] : []),
    toRendering('cni', cni, valuesOf(cni)),
    toRendering('istiod', istio, { ...values, revisionTags }),
    toRendering('ztunnel', ztunnel, mergedOver(ofZtunnel, (ofZtunnel.ztunnel ?? {}) as Values)),
  ];
}

/** With the profile, which for ztunnel is always the same. */
const valuesOf = ({ spec }: KubernetesObject): Values => ({ ...spec.values, profile: spec.profile ?? 'ambient' });
