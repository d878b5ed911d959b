import type { IConstruct } from 'constructs';
import { type Fault, FindingsError, toFinding } from './findings';

/** What the value of a prop is; `maps` is a list of objects. */
export type Kind = 'text' | 'list' | 'maps' | 'map';

/** The kinds of some props, by name. */
export type Shape = Readonly<Record<string, Kind>>;

interface Expectation {
  readonly takes: (value: unknown) => boolean;
  readonly text: string;
}

const isMap = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

const KINDS: Readonly<Record<Kind, Expectation>> = {
  text: { takes: value => typeof value === 'string', text: 'a text' },
  list: { takes: Array.isArray, text: 'a list' },
  maps: { takes: value => Array.isArray(value) && value.every(isMap), text: 'a list of objects' },
  map: { takes: isMap, text: 'an object' },
};

/**
 * Stops before a construct is made of props that no type checker has seen and that it could not even read. What it can
 * read it judges itself.
 * @param of what is being made, for the message
 * @param oneOf props of which one at least has to be given
 * @throws FindingsError with every such prop
 */
export function checkShape(
  at: IConstruct,
  of: string,
  props: object | null | undefined,
  shape: Shape = {},
  oneOf: readonly string[] = [],
): void {
  const faults = isMap(props) ? faultsOf(of, props as Values, shape, oneOf) : [noProps(of, props)];
  if (faults.length === 0) return;
  const { path } = at.node;
  throw new FindingsError(faults.map(fault => toFinding('AMB001', 'error', { path, ...fault })));
}

type Values = Readonly<Record<string, unknown>>;

type Placeless = Omit<Fault, 'path'>;

function faultsOf(of: string, values: Values, shape: Shape, oneOf: readonly string[]): Placeless[] {
  const wrong = Object.entries(shape).filter(
    ([key, kind]) => values[key] !== undefined && !KINDS[kind].takes(values[key]),
  );
  const faults = wrong.map(([key, kind]) => ({
    found: `${key} ${shown(values[key])} in the props of ${named(of, values)}`,
    expected: KINDS[kind].text,
    cure: `make ${key} ${KINDS[kind].text}`,
  }));
  if (oneOf.length === 0 || oneOf.some(key => values[key] !== undefined)) return faults;
  const names = oneOf.join(' or ');
  return [
    ...faults,
    { found: `no ${names} in the props of ${named(of, values)}`, expected: names, cure: `add ${names}` },
  ];
}

const noProps = (of: string, props: unknown): Placeless => ({
  found: `${shown(props)} as the props of ${of}`,
  expected: KINDS.map.text,
  cure: "give it its props, as in { name: 'shop' }",
});

const named = (of: string, { name }: Values) => (typeof name === 'string' ? `${of} ${name}` : of);

/** Short, and also of what refers to itself, as constructs do. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  return isMap(value) ? '{…}' : (JSON.stringify(value) ?? typeof value);
}
