import { isQualifiedName } from '../schema/metadata';

/** A label selector as the API has it. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelExpression[];
}

interface LabelExpression {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export type Labels = Readonly<Record<string, string>>;

type Test = (labels: Labels) => boolean;

const OPERATORS: Readonly<Record<string, (key: string, values: readonly string[]) => Test>> = {
  In: (key, values) => labels => labels[key] !== undefined && values.includes(labels[key]),
  NotIn: (key, values) => labels => labels[key] === undefined || !values.includes(labels[key]),
  Exists: key => labels => labels[key] !== undefined,
  DoesNotExist: key => labels => labels[key] === undefined,
};

/**
 * The test of a selector; an empty one takes everything. Undefined where the selector is none.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function selectorTest({ matchLabels = {}, matchExpressions = [] }: LabelSelector): Test | undefined {
  const equal = Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  const expressions = [...equal, ...matchExpressions];
  if (!expressions.every(isValid)) return undefined;
  const tests = expressions.map(({ key, operator, values = [] }) => OPERATORS[operator]?.(key, values) as Test);
  return labels => tests.every(test => test(labels));
}

function isValid({ key, operator, values = [] }: LabelExpression): boolean {
  if (OPERATORS[operator] === undefined || !isQualifiedName(key)) return false;
  return operator.endsWith('In') ? values.length > 0 : values.length === 0;
}
