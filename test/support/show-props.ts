import type { Chart } from 'cdk8s';
import { changes, type Made, made } from './changes';
import { propsOf } from './interface-props';

/** Props laid over the base, or first the ones that must be there and then those that show. */
type Example<P> = Partial<P> | readonly [over: Partial<P>, props: Partial<P>];

export interface Showing<P> {
  /** The least that has to be said. */
  readonly base: P;
  /** What props make. */
  readonly makes: (props: P) => Made;
  /** An example of each prop. One with several has them as `prop, in which respect`. */
  readonly examples: Readonly<Record<string, Example<P>>>;
  /** Props that another call shows in the same place. */
  readonly elsewhere?: readonly string[];
  /**
   * Where the type is, if the package does not export it.
   * @default - lib/index.ts
   */
  readonly file?: string;
}

/**
 * One test for each example, which shows what the prop changes in all that is made, and one that no prop of a type lacks
 * an example.
 * @param type the name that the package exports it by
 */
export function showProps<P extends object>(type: string, showing: Showing<P>): void {
  const { base, makes, examples, elsewhere = [], file = 'lib/index.ts' } = showing;
  describe(type, () => {
    test('has an example of every prop', () => {
      const shown = Object.keys(examples).map(name => name.split(',')[0]);
      expect([...new Set([...shown, ...elsewhere])].sort()).toEqual(propsOf(type, file).sort());
    });

    test.each(Object.entries(examples))('%s changes what it should', (name, example) => {
      const [over, props] = isPair(example) ? example : [{}, example];
      expect(keysIn(props)).toContain(name.split(',')[0].split('.').at(-1));
      const change = changes(makes({ ...base, ...over }), makes({ ...base, ...over, ...props }));
      expect(change).not.toBe('');
      expect(change).toMatchSnapshot();
    });
  });
}

/** Every key of a value, however deep. */
const keysIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? [...Object.keys(value), ...Object.values(value).flatMap(keysIn)] : [];

const isPair = <P>(example: Example<P>): example is readonly [Partial<P>, Partial<P>] => Array.isArray(example);

/** What a construct makes of its props. */
export const built =
  <P>(build: (chart: Chart, props: P) => unknown) =>
  (props: P): Made =>
    made(chart => build(chart, props));
