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

/** The value of a label, whatever it is called. */
const labelOf = (labels: Labels, key: string) => (Object.hasOwn(labels, key) ? labels[key] : undefined);
const isOneOf = (value: string | undefined, values: readonly string[]) => value !== undefined && values.includes(value);

const OPERATORS: ReadonlyMap<string, (value: string | undefined, values: readonly string[]) => boolean> = new Map([
  ['In', isOneOf],
  ['NotIn', (value, values) => !isOneOf(value, values)],
  ['Exists', value => value !== undefined],
  ['DoesNotExist', value => value === undefined],
]);

/**
 * The test of a selector; an empty one takes everything. Undefined where the selector is none.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function selectorTest({ matchLabels = {}, matchExpressions = [] }: LabelSelector): Test | undefined {
  if (matchExpressions.length === 0) return labelTest(matchLabels);
  const equal = Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  const expressions = [...equal, ...matchExpressions];
  if (!expressions.every(isValid)) return undefined;
  return labels =>
    expressions.every(({ key, operator, values = [] }) => OPERATORS.get(operator)?.(labelOf(labels, key), values));
}

/** The same of labels alone, as most selectors are. */
function labelTest(wanted: Labels): Test | undefined {
  const keys = Object.keys(wanted);
  if (!keys.every(isQualifiedName)) return undefined;
  return labels => keys.every(key => wanted[key] !== undefined && labelOf(labels, key) === wanted[key]);
}

function isValid({ key, operator, values = [] }: LabelExpression): boolean {
  if (!OPERATORS.has(operator) || !isQualifiedName(key)) return false;
  return operator.endsWith('In') ? values.length > 0 : values.length === 0;
}
