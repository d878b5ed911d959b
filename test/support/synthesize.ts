import { ApiObject, type Chart, Testing, Yaml } from 'cdk8s';

/** A plain object as the API server reads it. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  // biome-ignore lint/suspicious/noExplicitAny: tests reach into objects of every kind
  [field: string]: any;
}

/** The objects that a construct synthesizes, alone in a chart. */
export function synthesize(build: (chart: Chart) => unknown): KubernetesObject[] {
  const chart = Testing.chart();
  build(chart);
  return Testing.synth(chart) as KubernetesObject[];
}

/** The objects as they are, whatever is found about them. */
export function unchecked(build: (chart: Chart) => unknown): KubernetesObject[] {
  const chart = Testing.chart();
  build(chart);
  return chart.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map(object => object.toJson());
}

/** Objects as one text, for snapshots. */
export function toYaml(objects: readonly KubernetesObject[]): string {
  return objects.map(object => Yaml.stringify(object)).join('---\n');
}

/** The one object of a kind. */
export function only(objects: KubernetesObject[], kind: string): KubernetesObject {
  const found = objects.filter(object => object.kind === kind);
  if (found.length !== 1) throw new Error(`${found.length} objects of kind ${kind}`);
  return found[0];
}

/** The text of the faults that a construct is refused for. */
export function faults(build: (chart: Chart) => unknown): string {
  const chart = Testing.chart();
  build(chart);
  return chart.node
    .findAll()
    .flatMap(construct => construct.node.validate())
    .join('\n\n');
}
