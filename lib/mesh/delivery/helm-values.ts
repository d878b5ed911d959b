import { usesClusterTrustBundle } from '../environment';
import { type ResolvedMesh, resolveMesh } from '../spec';
import type { IstiodProps } from '../spec/istiod';
import type { Labels } from '../spec/pod';
import { nest, toOverlay, type Values } from './overlay';
import {
  type Chart,
  CNI_PATHS,
  ISTIOD_PATHS,
  MESH_PATHS,
  PROXY_PATHS,
  SHARED_WITH_BASE,
  ZTUNNEL_PATHS,
} from './value-paths';

/** One value in one chart. */
interface Entry {
  readonly chart: Chart;
  readonly path: string;
  readonly value: unknown;
}

/** The values by which the official charts render this mesh. What they have from the profile `ambient` is left out. */
export function toHelmValues(mesh: ResolvedMesh): Readonly<Record<Chart, Values>> {
  const entries = [...toMeshEntries(mesh), ...toComponentEntries(mesh), ...toCoupledEntries(mesh)];
  const of = (chart: Chart) => ({ profile: 'ambient', ...nest(entries.filter(entry => entry.chart === chart)) });
  return { base: of('base'), cni: of('cni'), istiod: of('istiod'), ztunnel: of('ztunnel') };
}

/** What the charts render when they are told no more than where they run. */
const toBaseline = ({ version, platform, namespace }: ResolvedMesh): ResolvedMesh =>
  resolveMesh({ version, platform, namespace });

/** Published charts name their own registry and tag, charts from the repository neither: both are always set. */
const ALWAYS = ['hub', 'tag'];

function toMeshEntries(mesh: ResolvedMesh): Entry[] {
  const baseline: Values = { ...resolveMesh({ version: mesh.version }) };
  return Object.entries(MESH_PATHS).flatMap(([prop, paths]) => {
    const wanted = (mesh as unknown as Values)[prop];
    const value = ALWAYS.includes(prop) ? wanted : toOverlay(baseline[prop], wanted);
    return value === undefined
      ? []
      : Object.entries(paths).map(([chart, path]) => ({ chart: chart as Chart, path: path as string, value }));
  });
}

/** The values of a component's props, each at its path or under its own name. */
function toEntries(chart: Chart, baseline: object, props: object, pathOf: (prop: string) => string): Entry[] {
  return Object.keys({ ...baseline, ...props }).flatMap(prop => {
    const value = toOverlay((baseline as Values)[prop], (props as Values)[prop]);
    return value === undefined || COUPLED.includes(`${chart}.${prop}`) ? [] : [{ chart, path: pathOf(prop), value }];
  });
}

function toComponentEntries(mesh: ResolvedMesh): Entry[] {
  const charts = toBaseline(mesh);
  const named = (paths: Readonly<Partial<Record<string, string>>>) => (prop: string) => paths[prop] ?? prop;
  const proxies = (['proxy', 'gateways', 'waypoint'] as const).flatMap(component =>
    toEntries('istiod', charts[component], mesh[component], prop => `${PROXY_PATHS[component]}.${prop}`),
  );
  const webhook = (props: IstiodProps) => Object.fromEntries(SHARED_WITH_BASE.map(prop => [prop, props[prop]]));
  return [
    ...toEntries('base', webhook(charts.istiod), webhook(mesh.istiod), named(ISTIOD_PATHS)),
    ...toEntries('istiod', charts.istiod, mesh.istiod, named(ISTIOD_PATHS)),
    ...toEntries('cni', charts.cni, mesh.cni, named(CNI_PATHS)),
    ...toEntries('ztunnel', charts.ztunnel, mesh.ztunnel, named(ZTUNNEL_PATHS)),
    ...proxies,
  ];
}

/** Props that are no value of their own chart, or not as they stand. */
const COUPLED = [
  'istiod.taintNamespace',
  'istiod.env',
  'istiod.initContainers',
  'cni.namespace',
  'ztunnel.namespace',
  'ztunnel.env',
];

/** Values that follow from more than one prop, or from where another component is. */
function toCoupledEntries(mesh: ResolvedMesh): Entry[] {
  const { istiod, cni, ztunnel, platform } = mesh;
  const expected = toBaseline(mesh).ztunnel;
  const taintNamespace = istiod.taintNamespace ?? (istiod.taintEnabled ? cni.namespace : undefined);
  const entries: readonly (Entry | false)[] = [
    hasKeys(istiod.env) && { chart: 'istiod', path: 'env', value: withSwitch(istiod.env) },
    istiod.initContainers.length > 0 && {
      chart: 'istiod',
      path: 'initContainers',
      value: withBraces(istiod.initContainers),
    },
    hasKeys(ztunnel.env) && { chart: 'ztunnel', path: 'env', value: withSwitch(ztunnel.env) },
    taintNamespace !== undefined && { chart: 'istiod', path: 'taint.namespace', value: taintNamespace },
    ztunnel.namespace !== expected.namespace && {
      chart: 'istiod',
      path: 'trustedZtunnelNamespace',
      value: ztunnel.namespace,
    },
    ztunnel.resourceName !== expected.resourceName && {
      chart: 'istiod',
      path: 'trustedZtunnelName',
      value: ztunnel.resourceName,
    },
    // The chart asks the cluster, which a rendering without one cannot.
    platform === 'gke' && { chart: 'cni', path: CNI_PATHS.cniBinDir ?? 'cniBinDir', value: cni.cniBinDir },
  ];
  return entries.filter(entry => entry !== false);
}

const hasKeys = (map: Labels): boolean => Object.keys(map).length > 0;

/** The charts compare this one variable with a boolean, and fail for a text. */
const withSwitch = (env: Labels): Values =>
  env.ENABLE_CLUSTER_TRUST_BUNDLE_API === undefined
    ? env
    : { ...env, ENABLE_CLUSTER_TRUST_BUNDLE_API: usesClusterTrustBundle(env) };

/** The chart runs these as a template: braces are written so that they come out as they are. */
const withBraces = (containers: ResolvedMesh['istiod']['initContainers']): unknown =>
  JSON.parse(JSON.stringify(containers).replaceAll('{{', '{{`{{`}}'));
