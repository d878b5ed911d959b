import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../../core/nearest';
import { type Check, isObject, show, type Violation, within } from './schema';

/** What `npm run import` keeps of the kinds that Kubernetes brings along: `Container[]` is a list, `{string}` a map. */
interface Shapes {
  readonly kinds: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const FILE = join(__dirname, '..', '..', '..', 'imports', 'schemas', 'kubernetes.json');
let shapes: Shapes | undefined;
const checks = new Map<string, Check>();

/** Of these more is known: their values have been judged. */
const JUDGED = ['.metadata.labels', '.metadata.annotations'];

/**
 * Adds what is wrong with the fields of an object of a kind that Kubernetes brings along: values of another type, and
 * fields that are misspelt. A field that is like none may be of a newer release, and is left alone.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 */
export function checkFields(apiVersion: string, kind: string, object: unknown, found: Violation[]): void {
  shapes ??= JSON.parse(readFileSync(FILE, 'utf8')) as Shapes;
  const id = `${apiVersion} ${kind}`;
  const type = Object.hasOwn(shapes.kinds, id) ? (shapes.kinds[id] as string) : 'Any';
  const own: Violation[] = [];
  checkOf(type, shapes)(object, own);
  const said = [...JUDGED, ...found.map(({ path }) => path)];
  found.push(...own.filter(({ path }) => !said.some(each => path.startsWith(each))));
}

const SCALARS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: value => typeof value === 'string',
  number: value => typeof value === 'number',
  boolean: value => typeof value === 'boolean',
  value: value => typeof value === 'string' || typeof value === 'number',
};
/** In the words of a message. */
const NAMES: Readonly<Record<string, string>> = { value: 'string or number' };

function checkOf(type: string, all: Shapes): Check {
  const known = checks.get(type);
  if (known !== undefined) return known;
  const check = compile(type, all);
  checks.set(type, check);
  return check;
}

function compile(type: string, all: Shapes): Check {
  if (type.endsWith('[]')) return ofItems(() => checkOf(type.slice(0, -2), all));
  if (type.startsWith('{')) return ofFields(() => checkOf(type.slice(1, -1), all));
  const isRight = SCALARS[type];
  if (isRight !== undefined) return ofScalar(isRight, NAMES[type] ?? type);
  const fields = all.types[type];
  // Every object has metadata; more is known of no other kind.
  if (type === 'Any') return (value, found) => metadataOf(value, checkOf('ObjectMeta', all), found);
  return fields === undefined ? () => {} : ofFields(name => fieldOf(name, fields, all), Object.keys(fields));
}

function fieldOf(name: string, fields: Readonly<Record<string, string>>, all: Shapes): Check | undefined {
  return Object.hasOwn(fields, name) ? checkOf(fields[name] as string, all) : undefined;
}

function metadataOf(value: unknown, check: Check, found: Violation[]): void {
  if (isObject(value)) within('metadata', check, value.metadata, found);
}

/** A null counts as left out. */
const isStated = (value: unknown) => value !== undefined && value !== null;

function ofScalar(isRight: (value: unknown) => boolean, name: string): Check {
  return (value, found) => {
    if (isStated(value) && !isRight(value)) found.push({ path: '', message: `${show(value)} is no ${name}` });
  };
}

function ofItems(item: () => Check): Check {
  return (value, found) => {
    if (!isStated(value)) return;
    if (!Array.isArray(value)) found.push({ path: '', message: `${show(value)} is no list` });
    else for (let index = 0; index < value.length; index++) within(index, item(), value[index], found);
  };
}

/** @param names all that an object has; undefined for a map */
function ofFields(field: (name: string) => Check | undefined, names?: readonly string[]): Check {
  return (value, found) => {
    if (!isStated(value)) return;
    if (!isObject(value)) {
      found.push({ path: '', message: `${show(value)} is no object` });
      return;
    }
    for (const name of Object.keys(value)) {
      const check = field(name);
      if (check !== undefined) within(name, check, value[name], found);
      else if (names !== undefined) found.push(...misspelt(name, names));
    }
  };
}

/** How much a name may differ from the one that is meant. */
const mostDifferent = (name: string) => Math.min(2, Math.floor(name.length / 3));

function misspelt(name: string, names: readonly string[]): Violation[] {
  const [meant] = nearest(name, names, mostDifferent(name));
  return meant === undefined ? [] : [{ path: `.${name}`, message: `there is no such field: it is called ${meant}` }];
}
