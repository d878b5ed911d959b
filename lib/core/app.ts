import { App as StockApp, type AppProps as StockAppProps } from 'cdk8s';
import { type Finding, FindingsError, textOf, thrownFinding, worst } from './findings';
import type { KubeObject } from './object-index';
import { inspectFolder, replaceFolder } from './output-folder';
import type { ResolvedChart } from './resolution';
import type { Rule } from './rule';
import { type Synthesis, synthesize } from './synthesis';
import { withLines } from './tracing';
import { joinDocuments, toYaml } from './yaml-text';

export interface AppProps extends StockAppProps {
  /**
   * Rules over all objects, applied at synth.
   * @default - none
   */
  readonly rules?: readonly Rule[];
  /**
   * Whether warnings are errors.
   * @default false
   */
  readonly strict?: boolean;
  /**
   * Makes once more what the app holds, in a second app that is thrown away. It is called only if there are findings,
   * for the lines of code that they come from.
   * @default - findings name the path of the construct, and no line
   */
  readonly rebuild?: (app: StockApp) => void;
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
  /** Whether warnings are errors. */
  public readonly strict: boolean;
  private readonly rebuild?: (app: StockApp) => void;

  constructor(props: AppProps = {}) {
    super(props);
    this.rules = props.rules ?? [];
    this.strict = props.strict ?? false;
    this.rebuild = props.rebuild;
  }

  /** What `synth` would write and what it would complain of; writes nothing. */
  public synthesized(): Synthesis {
    const { rules, strict, yamlOutputType, outputFileExtension } = this;
    return synthesize({ app: this, rules, strict, yamlOutputType, outputFileExtension });
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
    const all = this.report([...synthesis.findings, ...findings, ...unfit]);
    replaceFolder(this.outdir, folders, write => {
      for (const { file, objects } of files) write(file, joinDocuments(objects.map(object => texts.get(object) ?? '')));
      if (this.recordsConstructMetadata) write(CONSTRUCT_METADATA, metadataOf(charts));
    });
    return { ...synthesis, findings: all };
  }

  /**
   * All objects of the app as one text.
   * @throws FindingsError like `synth`
   */
  public override synthYaml(): string {
    const { charts, findings } = this.synthesized();
    const { texts, findings: unwritable } = renderObjects(charts);
    this.report([...findings, ...unwritable]);
    return joinDocuments(charts.flatMap(({ objects }) => objects.map(({ object }) => texts.get(object) ?? '')));
  }

  /**
   * The findings, with lines of code where they can be told.
   * @throws FindingsError if one of them is of error level
   */
  private report(findings: readonly Finding[]): readonly Finding[] {
    const { rebuild } = this;
    if (findings.length === 0) return findings;
    const told = rebuild === undefined ? findings : withLines(findings, () => rebuild(new App()));
    if (worst(told) === 'error') throw new FindingsError(told);
    return told;
  }

  private isOutput(file: string): boolean {
    return this.outputFileExtension !== '' && file.endsWith(this.outputFileExtension);
  }

  /** The stock App decides it, from its prop or the environment, and keeps it to itself. */
  private get recordsConstructMetadata(): boolean {
    return (this as unknown as { recordConstructMetadata: boolean }).recordConstructMetadata;
  }
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
