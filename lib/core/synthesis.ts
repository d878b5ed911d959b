import type { App, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { validate } from './checks';
import { applyOrder } from './dependency-order';
import { type Finding, strictly, thrownFinding } from './findings';
import { ObjectIndex } from './object-index';
import { type OutputFile, planFiles } from './output-files';
import { type ResolvedChart, resolveCharts } from './resolution';
import { applyRules, isFinal, type Rule, unsaid } from './rule';
import { annotatedSuppressions, applySuppressions, type Suppressed, suppressionsOf } from './suppression';

export interface SynthesisOptions {
  readonly app: App;
  readonly rules: readonly Rule[];
  /** Whether warnings are errors. */
  readonly strict: boolean;
  readonly yamlOutputType: YamlOutputType;
  readonly outputFileExtension: string;
}

/** Everything that an app makes, before anything is written. */
export interface Synthesis {
  /** Files in apply order. */
  readonly files: readonly OutputFile[];
  /** Subfolders of the output folder, also those that stay empty. */
  readonly folders: readonly string[];
  readonly charts: readonly ResolvedChart[];
  readonly index: ObjectIndex;
  readonly findings: readonly Finding[];
  /** Findings that somebody lets be. */
  readonly suppressed: readonly Suppressed[];
}

/** Validates an app once, orders it once, resolves every object once, and collects every fault on the way. */
export function synthesize({ app, rules, strict, yamlOutputType, outputFileExtension }: SynthesisOptions): Synthesis {
  const invalid = app.node.findAll().flatMap(findingsOf);
  const constructs = app.node.findAll();
  const order = applyOrder(constructs);
  const { charts, findings: unresolved } = resolveCharts(order.charts, constructs);
  const index = new ObjectIndex(
    charts.flatMap(({ chart, objects }) =>
      objects.map(({ construct, object }) => ({ object, path: construct.node.path, chart: chart.node.path })),
    ),
  );
  // What failed to resolve is missing from the index, and rules would blame those who refer to it.
  const areRulesApplied = unresolved.length === 0;
  const broken = areRulesApplied ? unsaid(applyRules(rules, index), rules, invalid) : [];
  const plan = planFiles({ charts, yamlOutputType, outputFileExtension, indexed: order.indexed });
  const all = [...invalid, ...order.findings, ...unresolved, ...broken, ...plan.findings];
  const suppressions = [...suppressionsOf(constructs), ...annotatedSuppressions(index)];
  const { findings, suppressed } = applySuppressions(all, suppressions, isFinal(rules), () => areRulesApplied);
  const { files, folders } = plan;
  return { files, folders, charts, index, findings: strict ? strictly(findings) : findings, suppressed };
}

function findingsOf(construct: IConstruct): Finding[] {
  const { path } = construct.node;
  try {
    const { findings, strings } = validate(construct);
    return [...findings, ...strings.map(message => ({ id: 'AMB001', level: 'error' as const, path, message }))];
  } catch (thrown) {
    return [thrownFinding('AMB001', path, thrown)];
  }
}
