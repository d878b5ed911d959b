import { type Cluster, describe, type Stored } from './cluster';
import { type Component, USUAL_NAMESPACE } from './component';
import { at, type Fields, fieldsOf, objectsOf, textOf } from './fields';
import { kindId } from './kinds';
import { readYaml } from './mesh-config';

export const HELM_RELEASE = kindId('helm.toolkit.fluxcd.io', 'HelmRelease');
export const HELM_REPOSITORY = kindId('source.toolkit.fluxcd.io', 'HelmRepository');
export const OCI_REPOSITORY = kindId('source.toolkit.fluxcd.io', 'OCIRepository');
export const APPLICATION = kindId('argoproj.io', 'Application');
const sail = (kind: string) => kindId('sailoperator.io', kind);

/** Charts of Istio that nobody else has under that name, and two that others have too. */
const CHARTS: Readonly<Record<string, Component['role']>> = {
  base: 'base',
  istiod: 'istiod',
  cni: 'cni',
  ztunnel: 'ztunnel',
};

/** A chart that somebody is told to install. */
interface ChartOrder {
  readonly chart: string | undefined;
  readonly address: string | undefined;
  readonly version: string | undefined;
  readonly namespace: string | undefined;
  readonly values: Fields;
  readonly isOpen: boolean;
}

/** What Flux, Argo CD and Sail are told to install of Istio. */
export function deliveredComponents(cluster: Cluster): readonly Component[] {
  const charts = [HELM_RELEASE, APPLICATION].flatMap(kind => cluster.ofKind(kind));
  const operators = [...SAIL].flatMap(([kind, role]) =>
    cluster.ofKind(sail(kind)).map(stored => toComponent(stored, role, sailOrder(stored))),
  );
  return [...charts.flatMap(stored => toCharted(cluster, stored)), ...operators];
}

const SAIL: ReadonlyMap<string, Component['role']> = new Map([
  ['Istio', 'istiod'],
  ['IstioCNI', 'cni'],
  ['ZTunnel', 'ztunnel'],
]);

function toCharted(cluster: Cluster, stored: Stored): Component[] {
  const orders = stored.kind === APPLICATION ? argoOrders(stored) : [fluxOrder(cluster, stored)];
  return orders.flatMap(order => {
    const role = Object.hasOwn(CHARTS, order.chart ?? '') ? CHARTS[order.chart as string] : undefined;
    return role === undefined || !/istio/.test(order.address ?? '') ? [] : [toComponent(stored, role, order)];
  });
}

function fluxOrder(cluster: Cluster, { object, namespace }: Stored): ChartOrder {
  const spec = fieldsOf(object.spec);
  const chart = fieldsOf(at(spec, 'chart', 'spec'));
  const reference = fieldsOf(spec.chartRef ?? chart.sourceRef);
  const kind = reference.kind === 'OCIRepository' ? OCI_REPOSITORY : HELM_REPOSITORY;
  const source = cluster.find(kind, textOf(reference.namespace) ?? namespace, String(reference.name))?.object;
  const address = textOf(at(source, 'spec', 'url'));
  const values = fieldsOf(spec.values);
  return {
    chart: textOf(chart.chart) ?? address?.split('/').at(-1),
    address,
    version: textOf(chart.version) ?? textOf(at(source, 'spec', 'ref', 'tag')),
    namespace: textOf(spec.targetNamespace),
    values,
    isOpen: objectsOf(spec.valuesFrom).length > 0,
  };
}

/**
 * What an Application of Argo CD is made of: `sources`, or else `source`.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/multiple_sources/
 */
export function argoSources({ object }: Stored): readonly Fields[] {
  const sources = objectsOf(at(object, 'spec', 'sources'));
  return sources.length > 0 ? sources : objectsOf([at(object, 'spec', 'source')]);
}

function argoOrders(stored: Stored): ChartOrder[] {
  return argoSources(stored).map(source => {
    const helm = fieldsOf(source.helm);
    return {
      chart: textOf(source.chart),
      address: textOf(source.repoURL),
      version: textOf(source.targetRevision),
      namespace: textOf(at(stored.object, 'spec', 'destination', 'namespace')),
      values: fieldsOf(helm.valuesObject ?? readYaml(helm.values)),
      isOpen: helm.parameters !== undefined || helm.valueFiles !== undefined,
    };
  });
}

function sailOrder({ object }: Stored): ChartOrder {
  const { version, namespace, values, profile } = fieldsOf(object.spec);
  // the operator writes the namespace over whatever is stated there
  const global = { ...fieldsOf(at(values, 'global')), istioNamespace: namespace };
  const parts = {
    profile,
    ...fieldsOf(values),
    ...fieldsOf(at(values, 'pilot')),
    ...fieldsOf(at(values, 'ztunnel')),
    global,
  };
  return {
    chart: undefined,
    address: undefined,
    version: textOf(version),
    namespace: textOf(namespace),
    values: parts,
    isOpen: false,
  };
}

function toComponent(stored: Stored, role: Component['role'], order: ChartOrder): Component {
  const { version, namespace, values, isOpen } = order;
  const exact = /^v?(\d+\.\d+\.\d+)$/.exec(version ?? '')?.[1];
  return {
    role,
    stored,
    title: `${role} of ${describe(stored)}`,
    namespace: namespace ?? stored.namespace,
    version: exact,
    revision: textOf(values.revision) || 'default',
    isOpen,
    env: { ...fieldsOf(values.env), ...fieldsOf(at(values, 'pilot', 'env')) },
    rootNamespace: role === 'istiod' ? rootNamespaceIn(values) : undefined,
    meshConfig: role === 'istiod' && !isOpen ? fieldsOf(values.meshConfig) : undefined,
    values: isOpen ? undefined : values,
  };
}

/** As the chart of istiod has it. */
const rootNamespaceIn = (values: Fields) =>
  textOf(at(values, 'meshConfig', 'rootNamespace')) ||
  textOf(at(values, 'global', 'istioNamespace')) ||
  USUAL_NAMESPACE;
