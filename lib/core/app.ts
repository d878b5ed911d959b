import { App as StockApp, type AppProps as StockAppProps } from 'cdk8s';
import { type Finding, FindingsError, textOf, thrownFinding } from './findings';
import type { KubeObject } from './object-index';
import { inspectFolder, replaceFolder } from './output-folder';
import type { ResolvedChart } from './resolution';
import type { Rule } from './rule';
import { type Synthesis, synthesize } from './synthesis';
import { joinDocuments, toYaml } from './yaml-text';

export interface AppProps extends StockAppProps {
  /**
   * Rules over all objects, applied at synth.
   * @default - none
   */
  readonly rules?: readonly Rule[];
}

/** The file that stock cdk8s writes beside the manifests on request. */
const CONSTRUCT_METADATA = 'construct-metadata.json';

/**
 * A cdk8s App that checks everything before it writes anything.
 *
 * It writes the bytes of the stock App, in linear time: validated once, ordered once, each object resolved once. The
 * output folder is replaced as a whole: on any error the old one stays as it was, after success nothing stale is in it.
 * @see https://cdk8s.io/docs/latest/basics/app/
 */
export class App extends StockApp {
  public readonly rules: readonly Rule[];

  constructor(props: AppProps = {}) {
    super(props);
    this.rules = props.rules ?? [];
  }

  /** What `synth` would write and what it would complain of; writes nothing. */
  public synthesized(): Synthesis {
    const { rules, yamlOutputType, outputFileExtension } = this;
    return synthesize({ app: this, rules, yamlOutputType, outputFileExtension });
  }

  /**
   * Writes the output folder.
   * @returns what was written, and the findings that are no errors
   * @throws FindingsError with every fault, if one of them is of error level; nothing is written then
   */
  public override synth(): Synthesis {
    const synthesis = this.synthesized();
    const { charts, files, folders } = synthesis;
    const { texts, findings } = renderObjects(charts);
    const written = new Set([CONSTRUCT_METADATA, ...files.map(({ file }) => file)]);
    const unfit = inspectFolder(this.outdir, file => this.isOutput(file) || written.has(file));
    refuseErrors([...synthesis.findings, ...findings, ...unfit]);
    replaceFolder(this.outdir, folders, write => {
      for (const { file, objects } of files) write(file, joinDocuments(objects.map(object => texts.get(object) ?? '')));
      if (this.recordsConstructMetadata) write(CONSTRUCT_METADATA, metadataOf(charts));
    });
    return synthesis;
  }

  /**
   * All objects of the app as one text.
   * @throws FindingsError like `synth`
   */
  public override synthYaml(): string {
    const { charts, findings } = this.synthesized();
    const { texts, findings: unwritable } = renderObjects(charts);
    refuseErrors([...findings, ...unwritable]);
    return joinDocuments(charts.flatMap(({ objects }) => objects.map(({ object }) => texts.get(object) ?? '')));
  }

  private isOutput(file: string): boolean {
    return this.outputFileExtension !== '' && file.endsWith(this.outputFileExtension);
  }

  /** The stock App decides it, from its prop or the environment, and keeps it to itself. */
  private get recordsConstructMetadata(): boolean {
    return (this as unknown as { recordConstructMetadata: boolean }).recordConstructMetadata;
  }
}

function refuseErrors(findings: readonly Finding[]): void {
  if (findings.some(({ level }) => level === 'error')) throw new FindingsError(findings);
}

/** The YAML of every object, and a finding for each that has none. */
function renderObjects(charts: readonly ResolvedChart[]) {
  const texts = new Map<KubeObject, string>();
  const findings: Finding[] = [];
  for (const { construct, object } of charts.flatMap(({ objects }) => objects)) {
    try {
      texts.set(object, toYaml(object));
    } catch (thrown) {
      const message = `the object cannot be written as YAML: ${textOf(thrown)}`;
      findings.push(thrownFinding('AMB004', construct.node.path, thrown, message));
    }
  }
  return { texts, findings };
}

function metadataOf(charts: readonly ResolvedChart[]): string {
  const resources: Record<string, { path: string }> = {};
  for (const { construct } of charts.flatMap(({ objects }) => objects)) {
    resources[construct.name] = { path: construct.node.path };
  }
  return JSON.stringify({ version: '1.0.0', resources });
}
