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
export function checkFields(
  apiVersion: string,
  kind: string,
  object: Readonly<Record<string, unknown>>,
  found: Violation[],
): void {
  shapes ??= JSON.parse(readFileSync(FILE, 'utf8')) as Shapes;
  const id = `${apiVersion} ${kind}`;
  const own: Violation[] = [];
  if (Object.hasOwn(shapes.kinds, id)) checkOf(shapes.kinds[id] as string, shapes)(object, own);
  else within('metadata', checkOf('ObjectMeta', shapes), object.metadata, own);
  if (own.length === 0) return;
  const said = [...JUDGED, ...found.map(({ path }) => path)];
  found.push(...own.filter(({ path }) => !said.some(each => path.startsWith(each))));
}

const SCALARS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: value => typeof value === 'string',
  number: value => typeof value === 'number',
  boolean: value => typeof value === 'boolean',
  value: value => typeof value === 'string' || typeof value === 'number',
};
/** Fields of objects that the shapes leave out. */
const OF_OBJECTS = ['apiVersion', 'kind', 'status'];
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
  if (type.endsWith('[]')) return ofItems(checkOf(type.slice(0, -2), all));
  if (type.startsWith('{')) return ofEntries(checkOf(type.slice(1, -1), all));
  const isRight = SCALARS[type];
  if (isRight !== undefined) return ofScalar(isRight, NAMES[type] ?? type);
  const fields = all.types[type];
  return fields === undefined ? ignore : ofFields(fields, all);
}

const ignore: Check = () => {};

/** A null counts as left out. */
const isStated = (value: unknown) => value !== undefined && value !== null;

function ofScalar(isRight: (value: unknown) => boolean, name: string): Check {
  return (value, found) => {
    if (!isRight(value) && isStated(value)) found.push({ path: '', message: `${show(value)} is no ${name}` });
  };
}

function ofItems(item: Check): Check {
  return (value, found) => {
    if (Array.isArray(value))
      for (let index = 0; index < value.length; index++) within(index, item, value[index], found);
    else if (isStated(value)) found.push({ path: '', message: `${show(value)} is no list` });
  };
}

function ofEntries(entry: Check): Check {
  return ofObjects((map, found) => {
    for (const name of Object.keys(map)) within(name, entry, map[name], found);
  });
}

/** Checks of fields are compiled when the first is met: types lead back to themselves. */
function ofFields(fields: Readonly<Record<string, string>>, all: Shapes): Check {
  const own = new Map<string, Check>(OF_OBJECTS.map(name => [name, ignore]));
  return ofObjects((object, found) => {
    for (const name of Object.keys(object)) {
      let check = own.get(name);
      if (check === undefined && Object.hasOwn(fields, name)) {
        check = checkOf(fields[name] as string, all);
        own.set(name, check);
      }
      if (check === undefined) found.push(...misspelt(name, Object.keys(fields)));
      else within(name, check, object[name], found);
    }
  });
}

function ofObjects(check: (object: Record<string, unknown>, found: Violation[]) => void): Check {
  return (value, found) => {
    if (isObject(value)) check(value, found);
    else if (isStated(value)) found.push({ path: '', message: `${show(value)} is no object` });
  };
}

/** How much a name may differ from the one that is meant. */
const mostDifferent = (name: string) => Math.min(2, Math.floor(name.length / 3));

function misspelt(name: string, names: readonly string[]): Violation[] {
  const [meant] = nearest(name, names, mostDifferent(name));
  return meant === undefined ? [] : [{ path: `.${name}`, message: `there is no such field: it is called ${meant}` }];
}
