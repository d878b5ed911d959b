import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { toHelmValues } from '../../lib/mesh/delivery/helm-values';
import type { Chart } from '../../lib/mesh/delivery/value-paths';
import type { ResolvedMesh } from '../../lib/mesh/spec';

type Json = Record<string, unknown>;

/** A folder with the charts of each minor: `<minor>/{base,istio-cni,istio-control/istio-discovery,ztunnel}`. */
export const CHARTS_DIR = process.env.CHARTS_DIR ?? '';

/** The helm of the lab. */
export const HELM = join(process.env.LAB_BIN ?? join(homedir(), '.cache', 'kubernetes-lab', 'bin'), 'helm');

/** Whether there are helm and the charts of a minor. */
export const hasCharts = (minor: string): boolean =>
  CHARTS_DIR !== '' && existsSync(join(CHARTS_DIR, minor, 'base')) && existsSync(HELM);

const FOLDERS: Readonly<Record<Chart, string>> = {
  base: 'base',
  cni: 'istio-cni',
  istiod: 'istio-control/istio-discovery',
  ztunnel: 'ztunnel',
};

/** What the official charts render for a mesh's values, cut down as the references are. */
export function renderCharts(mesh: ResolvedMesh): Json[] {
  const values = toHelmValues(mesh);
  const namespaces: Readonly<Record<Chart, string>> = {
    base: mesh.namespace,
    cni: mesh.cni.namespace,
    istiod: mesh.namespace,
    ztunnel: mesh.ztunnel.namespace,
  };
  return (Object.keys(FOLDERS) as Chart[]).flatMap(chart =>
    template(join(CHARTS_DIR, mesh.row.minor, FOLDERS[chart]), namespaces[chart], values[chart]),
  );
}

function template(chart: string, namespace: string, values: unknown): Json[] {
  const folder = mkdtempSync(join(tmpdir(), 'values-'));
  try {
    const file = join(folder, 'values.json');
    writeFileSync(file, JSON.stringify(values));
    const args = ['template', 'istio', chart, '--namespace', namespace, '--values', file];
    const text = execFileSync(HELM, args, { encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 26 });
    return parseAllDocuments(text)
      .map(document => document.toJS() as Json | null)
      .filter(object => object !== null && !isLeftOut(object))
      .map(object => withoutBookkeeping(object) as Json);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the references leave out. */
function isLeftOut(object: Json): boolean {
  const { name } = object.metadata as { name: string };
  const isInjector = name.startsWith('istio-sidecar-injector') || /^values(-|$)/.test(name);
  return (
    object.kind === 'CustomResourceDefinition' ||
    object.kind === 'MutatingWebhookConfiguration' ||
    (object.kind === 'ConfigMap' && isInjector)
  );
}

/** Labels by which Helm and the former operator keep their books. */
const BOOKKEEPING = new Set([
  'release',
  'helm.sh/chart',
  'app.kubernetes.io/managed-by',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/part-of',
  'app.kubernetes.io/version',
  'operator.istio.io/component',
  'install.operator.istio.io/owning-resource',
]);

function withoutBookkeeping(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutBookkeeping);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([key]) => !BOOKKEEPING.has(key))
          .map(([key, child]) => [key, withoutBookkeeping(child)]),
      )
    : value;
}
