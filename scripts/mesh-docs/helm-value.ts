import {
  type Chart,
  CNI_PATHS,
  ISTIOD_PATHS,
  MESH_PATHS,
  PROXY_PATHS,
  SHARED_WITH_BASE,
  type ValuePaths,
  ZTUNNEL_PATHS,
} from '../../lib/mesh/delivery/value-paths';

type Names = Readonly<Record<string, string | undefined>>;

/** Props that are no value of a chart, or more than one. */
const OTHERWISE: Readonly<Record<string, string>> = {
  version: 'the version of the charts',
  'istiod.taintNamespace': 'istiod: `taint.namespace`',
  'cni.namespace': 'cni: the namespace of the release; istiod: `taint.namespace` with the untaint controller',
  'ztunnel.namespace': 'ztunnel: the namespace of the release; istiod: `trustedZtunnelNamespace`',
  'ztunnel.resourceName': 'ztunnel: `resourceName`; istiod: `trustedZtunnelName`',
};

/** How a component's props are found in its chart's values: under a name of the table, else under their own. */
const COMPONENTS: Readonly<Record<string, (prop: string) => ValuePaths>> = {
  istiod: prop => {
    const path = (ISTIOD_PATHS as Names)[prop] ?? prop;
    return { istiod: path, ...((SHARED_WITH_BASE as readonly string[]).includes(prop) ? { base: path } : {}) };
  },
  cni: prop => ({ cni: (CNI_PATHS as Names)[prop] ?? prop }),
  ztunnel: prop => ({ ztunnel: (ZTUNNEL_PATHS as Names)[prop] ?? prop }),
  proxy: prop => ({ istiod: `${PROXY_PATHS.proxy}.${prop}` }),
  gateways: prop => ({ istiod: `${PROXY_PATHS.gateways}.${prop}` }),
  waypoint: prop => ({ istiod: `${PROXY_PATHS.waypoint}.${prop}` }),
  meshConfig: prop => ({ istiod: `meshConfig.${prop}` }),
};

/** Where a prop stands in the values of the official charts, chart by chart. */
export function toHelmValue(component: string, prop: string): string {
  const name = component === '' ? prop : `${component}.${prop}`;
  if (component === '' && COMPONENTS[prop] !== undefined && prop !== 'meshConfig') return `[its own](#${prop})`;
  const paths = component === '' ? (MESH_PATHS as Readonly<Record<string, ValuePaths>>)[prop] : undefined;
  return OTHERWISE[name] ?? toText(paths ?? COMPONENTS[component](prop));
}

/** Charts with the same path share a mention. */
function toText(paths: ValuePaths): string {
  const entries = Object.entries(paths) as [Chart, string][];
  return [...new Set(entries.map(([, path]) => path))]
    .map(
      path =>
        `${entries
          .filter(entry => entry[1] === path)
          .map(([chart]) => chart)
          .join(', ')}: \`${path}\``,
    )
    .join('; ');
}
