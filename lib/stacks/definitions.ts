import { ApiObject, type ApiObjectProps, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { parseAllDocuments } from 'yaml';

export interface DefinitionsProps {
  /** Texts of published files, each one or more CustomResourceDefinitions in YAML. */
  readonly texts: readonly string[];
}

/**
 * Custom resource definitions, word for word, in a chart before every chart that its scope holds so far: add it last.
 *
 * Several are larger than client-side `kubectl apply` can take, so the folder has to be applied server-side.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/ (256 KiB of annotations)
 */
export class Definitions extends Chart {
  constructor(scope: Construct, id: string, { texts }: DefinitionsProps) {
    super(scope, id, { disableResourceNameHashes: true });
    const manifests = texts.flatMap(text => parseAllDocuments(text).flatMap(each => (each.toJS() as Manifest) ?? []));
    for (const manifest of manifests) new ApiObject(this, `${manifest.kind}-${manifest.metadata.name}`, manifest);
    for (const chart of scope.node.children) if (chart !== this && Chart.isChart(chart)) chart.addDependency(this);
  }
}

type Manifest = ApiObjectProps & { readonly metadata: { readonly name: string } };
