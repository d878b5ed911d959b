import { type Chart, Names, YamlOutputType } from 'cdk8s';
import { type Finding, textOf, thrownFinding, toFinding } from './findings';
import { describeKey, type KubeObject, keyOf } from './object-index';
import type { ResolvedChart, ResolvedObject } from './resolution';

/** A file of the output folder and the objects in it. */
export interface OutputFile {
  /** Path relative to the output folder. */
  readonly file: string;
  /** Path of the chart, empty where a file holds all charts. */
  readonly chart: string;
  readonly objects: readonly KubeObject[];
}

export interface OutputPlan {
  readonly charts: readonly ResolvedChart[];
  readonly yamlOutputType: YamlOutputType;
  readonly outputFileExtension: string;
  /** Whether names of charts start with their position. */
  readonly indexed: boolean;
}

/** Which object goes into which file, as stock cdk8s does it for each `YamlOutputType`. */
export function planFiles({ charts, yamlOutputType, outputFileExtension, indexed }: OutputPlan) {
  const findings: Finding[] = [];
  const files: OutputFile[] = [];
  const folders: string[] = [];
  const add = (file: string, chart: string, objects: readonly KubeObject[]) =>
    files.push({ file: `${file}${outputFileExtension}`, chart, objects });
  const nameOf = chartNamer(charts.length, indexed);

  const perResource = (chart: Chart, folder: string, { construct, object }: ResolvedObject, source: Named) => {
    try {
      add(`${folder}${fileNameOf(source)}`, chart.node.path, [object]);
    } catch (thrown) {
      const message = `no file name can be made of kind and metadata.name: ${textOf(thrown)}`;
      findings.push(thrownFinding('AMB004', construct.node.path, thrown, message));
    }
  };

  if (yamlOutputType === YamlOutputType.FILE_PER_APP && charts.length > 0) {
    add('app', '', charts.flatMap(objectsOf));
  }
  charts.forEach((resolved, position) => {
    const { chart, objects } = resolved;
    if (yamlOutputType === YamlOutputType.FILE_PER_CHART) {
      add(nameOf(chart, position), chart.node.path, objectsOf(resolved));
    } else if (yamlOutputType === YamlOutputType.FILE_PER_RESOURCE) {
      for (const one of objects) perResource(chart, '', one, one.object);
    } else if (yamlOutputType === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE) {
      const folder = nameOf(chart, position);
      folders.push(folder);
      // stock names these files by the construct, before any JSON patch
      for (const one of objects) perResource(chart, `${folder}/`, one, one.construct);
    }
  });
  findings.push(...overwritten(files));
  return { files, folders, findings };
}

interface Named {
  readonly kind: string;
  readonly metadata: { readonly name?: unknown };
}

function fileNameOf({ kind, metadata }: Named): string {
  return `${kind}.${metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

/** Four digits like stock; more where four would sort wrongly. */
function chartNamer(count: number, indexed: boolean): (chart: Chart, position: number) => string {
  const width = Math.max(4, String(count - 1).length);
  return (chart, position) =>
    indexed ? `${String(position).padStart(width, '0')}-${Names.toDnsLabel(chart)}` : Names.toDnsLabel(chart);
}

const objectsOf = ({ objects }: ResolvedChart): KubeObject[] => objects.map(({ object }) => object);

/** Stock lets the last of several files of one name win; so does this App, but not silently. */
function overwritten(files: readonly OutputFile[]): Finding[] {
  const last = new Map(files.map(file => [file.file, file]));
  return files
    .filter(file => last.get(file.file) !== file)
    .map(({ file, chart, objects }) =>
      toFinding('AMB008', 'warning', {
        path: chart,
        found: `two files named ${file}, of which the later one overwrites ${objects.map(keyOf).map(describeKey).join(', ') || 'an empty one'}`,
        expected: 'a file name of its own for each',
        cure: 'write a file per chart, or give the charts or objects different names',
      }),
    );
}
