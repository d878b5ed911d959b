import { CelError } from './error';
import { FUNCTIONS } from './functions';
import { MACROS } from './macros';
import { OPERATORS, SINGLE } from './operators';
import { type Expression, parse } from './syntax';
import { asBoolean, asMap, fieldOf } from './values';

/** The values of the variables in sight, by their number. */
type Frame = unknown[];
type Evaluate = (frame: Frame) => unknown;

/**
 * Compiles a rule of a custom resource into a function of `self`.
 * @throws CelError where the rule cannot be read; the function throws one where it has no value for its data
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md
 */
export function compileRule(rule: string): (self: unknown) => boolean {
  const evaluate = compile(parse(rule), ['self']);
  return self => asBoolean(evaluate([self]));
}

function compile(expression: Expression, names: readonly string[]): Evaluate {
  switch (expression.is) {
    case 'literal': {
      const { value } = expression;
      return () => value;
    }
    case 'name':
      return variable(expression.name, names);
    case 'field': {
      const of = compile(expression.of, names);
      const { field } = expression;
      return frame => fieldOf(of(frame), field);
    }
    case 'list': {
      const items = expression.items.map(item => compile(item, names));
      return frame => items.map(item => item(frame));
    }
    case 'map': {
      const entries = expression.entries.map(entry => entry.map(part => compile(part, names)) as [Evaluate, Evaluate]);
      return frame => Object.fromEntries(entries.map(([key, value]) => [key(frame), value(frame)]));
    }
    case 'call':
      return compileCall(expression, names);
  }
}

type Call = Extract<Expression, { is: 'call' }>;

function compileCall(call: Call, names: readonly string[]): Evaluate {
  const { name, on, args } = call;
  if (on !== undefined && MACROS[name] !== undefined && args.length === 2) return compileMacro(call, names);
  if (name === 'has' && on === undefined) return compileHas(call, names);
  const values = (on === undefined ? args : [on, ...args]).map(argument => compile(argument, names));
  const [first, second, third] = values as [Evaluate, Evaluate, Evaluate];
  if (name === '?:') return frame => (asBoolean(first(frame)) ? second(frame) : third(frame));
  if (name === '||') return frame => either(first, second, frame, true);
  if (name === '&&') return frame => either(first, second, frame, false);
  const operator = OPERATORS[name];
  if (operator !== undefined) return frame => operator(first(frame), second(frame));
  const single = SINGLE[name];
  if (single !== undefined) return frame => single(first(frame));
  return compileFunction(name, args, values);
}

function compileFunction(name: string, args: readonly Expression[], values: readonly Evaluate[]): Evaluate {
  const apply = FUNCTIONS[`${name}/${values.length}`];
  if (apply === undefined) throw new CelError(`unknown function ${name} of ${values.length} values`);
  const [first, second] = values as [Evaluate, Evaluate];
  if (values.length === 1) {
    const fixed = args[0]?.is === 'literal' ? apply(args[0].value) : undefined;
    return fixed === undefined ? frame => apply(first(frame)) : () => fixed;
  }
  if (values.length === 2) return frame => apply(first(frame), second(frame));
  return frame => apply(...values.map(value => value(frame)));
}

/** `||` and `&&`: the side that decides does so even where the other has no value. */
function either(first: Evaluate, second: Evaluate, frame: Frame, decisive: boolean): boolean {
  let value: boolean;
  try {
    value = asBoolean(first(frame));
  } catch (thrown) {
    if (asBoolean(second(frame)) === decisive) return decisive;
    throw thrown;
  }
  return value === decisive ? decisive : asBoolean(second(frame));
}

function compileHas({ args }: Call, names: readonly string[]): Evaluate {
  const [argument] = args;
  if (argument?.is !== 'field') throw new CelError('has() asks for a field');
  const of = compile(argument.of, names);
  const { field } = argument;
  return frame => Object.hasOwn(asMap(of(frame)), field);
}

/** Variables are numbered; that of a loop comes after those around it. */
function compileMacro({ name, on, args }: Call, names: readonly string[]): Evaluate {
  const [item, body] = args as [Expression, Expression];
  if (item.is !== 'name') throw new CelError(`${name} asks for the name of a variable`);
  const loop = MACROS[name] as (typeof MACROS)[string];
  const over = compile(on as Expression, names);
  const ofItem = compile(body, [...names, item.name]);
  const slot = names.length;
  return frame =>
    loop(over(frame), value => {
      frame[slot] = value;
      return ofItem(frame);
    });
}

function variable(name: string, names: readonly string[]): Evaluate {
  const slot = names.lastIndexOf(name);
  if (slot < 0) throw new CelError(`unknown name ${name}`);
  return frame => frame[slot];
}
