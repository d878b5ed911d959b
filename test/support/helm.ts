import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { GO_YAML } from '../../lib/mesh/delivery/go-yaml';
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
  const known = RENDERED.get(key) ?? toObjects(execFileSync(HELM, toArguments(rendering), toOptions(rendering)));
  RENDERED.set(key, known);
  return known;
}

const RENDERED = new Map<string, Json[]>();

/** Renders what `render` will be asked for, as many at once as there are processors. */
export async function prerender(renderings: readonly Rendering[]): Promise<void> {
  const byKey = new Map(renderings.map(rendering => [JSON.stringify(rendering), rendering]));
  const left = [...byKey].filter(([key]) => !RENDERED.has(key));
  const work = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop())
      RENDERED.set(next[0], await renderAside(next[1]));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

const renderAside = (rendering: Rendering): Promise<Json[]> =>
  new Promise((resolve, reject) => {
    const { input, ...options } = toOptions(rendering);
    const helm = execFile(HELM, toArguments(rendering), options, (error, text) =>
      error ? reject(error) : resolve(toObjects(text)),
    );
    helm.stdin?.end(input);
  });

const toArguments = ({ chart, minor, release, namespace }: Rendering): string[] => [
  ...['template', release, folderOf(chart, minor), '--namespace', namespace, '--values', '-'],
  ...(chart === 'base' ? ['--set', 'base.enableCRDTemplates=false'] : []),
];

const toOptions = ({ values }: Rendering) => ({
  encoding: 'utf8' as const,
  input: JSON.stringify(values),
  maxBuffer: 2 ** 26,
});

function folderOf(chart: Chart, minor: string): string {
  const folder = join(CHARTS_DIR, minor, FOLDERS[chart]);
  return chart === 'base' ? withoutDefinitionsOf(folder) : folder;
}

/** A copy of the chart `base` without its definitions: a megabyte to take apart each time, which no comparison reads. */
function withoutDefinitionsOf(folder: string): string {
  const known = COPIES.get(folder);
  if (known !== undefined) return known;
  const copy = mkdtempSync(join(tmpdir(), 'base-'));
  cpSync(folder, copy, { recursive: true });
  writeFileSync(join(copy, 'files', 'crd-all.gen.yaml'), '');
  process.on('exit', () => rmSync(copy, { recursive: true }));
  COPIES.set(folder, copy);
  return copy;
}

const COPIES = new Map<string, string>();

/** The objects of a rendered chart, as helm and kubectl read it. */
const toObjects = (text: string): Json[] =>
  cutDown(
    parseAllDocuments(text, GO_YAML)
      .map(document => document.toJS() as Json | null)
      .filter(object => object !== null),
  );

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
