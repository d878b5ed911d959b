import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { toHelmValues } from '../../lib/mesh/delivery/helm-values';
import { toReleases } from '../../lib/mesh/delivery/releases';
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

/** A chart that helm is to render. */
export interface Rendering {
  readonly chart: Chart;
  readonly minor: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: unknown;
}

/** What of the official charts a mesh is, by its values. */
export function renderingsOf(mesh: ResolvedMesh): Rendering[] {
  const values = toHelmValues(mesh);
  return toReleases(mesh).map(({ chart, name, namespace }) => ({
    chart,
    minor: mesh.row.minor,
    release: name,
    namespace,
    values: values[chart],
  }));
}

/** What the official charts render, cut down as the references are. */
export const render = (renderings: readonly Rendering[]): Json[] => renderings.flatMap(renderOnce);

/** What was rendered before is not rendered again. */
function renderOnce(rendering: Rendering): Json[] {
  const key = JSON.stringify(rendering);
  const known = RENDERED.get(key) ?? cutDown(template(rendering));
  RENDERED.set(key, known);
  return known;
}

const RENDERED = new Map<string, Json[]>();

function template({ chart, minor, release, namespace, values }: Rendering): Json[] {
  const folder = mkdtempSync(join(tmpdir(), 'values-'));
  try {
    const file = join(folder, 'values.json');
    writeFileSync(file, JSON.stringify(values));
    const path = join(CHARTS_DIR, minor, FOLDERS[chart]);
    const args = ['template', release, path, '--namespace', namespace, '--values', file];
    const text = execFileSync(HELM, args, { encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 26 });
    return parseAllDocuments(text)
      .map(document => document.toJS() as Json | null)
      .filter(object => object !== null);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Objects as the references have them. */
export const cutDown = (objects: readonly Json[]): Json[] =>
  objects.filter(object => !isLeftOut(object)).map(object => withoutBookkeeping(object) as Json);

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
