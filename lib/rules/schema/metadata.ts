import { isObject, show, type Violation } from './schema';

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_NAME = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)$/;
/** All annotations of an object together, in bytes. */
const MOST_ANNOTATIONS = 256 * 1024;

export const isSubdomain = (text: string): boolean => text.length <= 253 && SUBDOMAIN.test(text);
export const isDnsLabel = (text: string): boolean => text.length <= 63 && LABEL.test(text);

/** Keys that were right before: a few are met again and again. */
const known = new Set<string>();
const MOST_KNOWN = 1000;

/** A name with an optional prefix, as keys of labels and annotations are: `istio.io/use-waypoint`. */
export function isQualifiedName(key: string): boolean {
  if (known.has(key)) return true;
  const isRight = isPrefixedName(key);
  if (isRight && known.size < MOST_KNOWN) known.add(key);
  return isRight;
}

function isPrefixedName(key: string): boolean {
  const slash = key.indexOf('/');
  if (slash >= 0 && !isSubdomain(key.slice(0, slash))) return false;
  const name = key.slice(slash + 1);
  return name.length <= 63 && LABEL_NAME.test(name);
}

const isLabelValue = (text: string) => text === '' || (text.length <= 63 && LABEL_NAME.test(text));

/**
 * Adds what is wrong with the metadata of an object, whatever its kind.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function checkMetadata(metadata: unknown, found: Violation[]): void {
  if (!isObject(metadata)) {
    found.push({ path: '.metadata', message: 'it is required' });
    return;
  }
  const { name, generateName, namespace, labels, annotations } = metadata;
  if (name !== undefined || !isPrefix(generateName)) checkName(name, found);
  if (namespace !== undefined && namespace !== null && !(typeof namespace === 'string' && isDnsLabel(namespace))) {
    found.push({ path: '.metadata.namespace', message: `${show(namespace)} is no name of a namespace` });
  }
  checkMap('labels', labels, found, isLabelValue);
  checkMap('annotations', annotations, found);
  checkSize(annotations, found);
}

/** Of an object without a name the API server makes one that begins so. */
const isPrefix = (generateName: unknown) => typeof generateName === 'string' && generateName !== '';

function checkName(name: unknown, found: Violation[]): void {
  const path = '.metadata.name';
  if (name === undefined) found.push({ path, message: 'it is required' });
  else if (typeof name !== 'string' || name === '' || name === '.' || name === '..' || /[/%]/.test(name)) {
    found.push({ path, message: `${show(name)} is no name of an object` });
  }
}

function checkMap(
  field: string,
  map: unknown,
  found: Violation[],
  isValue: (text: string) => boolean = () => true,
): void {
  const path = `.metadata.${field}`;
  if (map === undefined || map === null) return;
  if (!isObject(map)) {
    found.push({ path, message: `${show(map)} is no object` });
    return;
  }
  for (const key of Object.keys(map)) {
    const lower = field === 'annotations' ? key.toLowerCase() : key;
    if (!isQualifiedName(lower)) found.push({ path, message: `${show(key)} is no key of ${field}` });
    const value = map[key] ?? '';
    if (typeof value !== 'string' || !isValue(value)) {
      found.push({ path: `${path}[${show(key)}]`, message: `${show(value)} is no value of ${field}` });
    }
  }
}

/** The object with empty texts for labels and annotations that are null, as the API server stores them. */
export function withTexts(object: object): object {
  const { metadata } = object as { readonly metadata?: unknown };
  if (!isObject(metadata) || !(hasNull(metadata.labels) || hasNull(metadata.annotations))) return object;
  const { labels, annotations, ...rest } = metadata;
  return { ...object, metadata: { ...rest, labels: texts(labels), annotations: texts(annotations) } };
}

function hasNull(map: unknown): boolean {
  if (!isObject(map)) return false;
  for (const key in map) if (map[key] === null) return true;
  return false;
}

const texts = (map: unknown) =>
  isObject(map) ? Object.fromEntries(Object.entries(map).map(([key, value]) => [key, value ?? ''])) : map;

function checkSize(annotations: unknown, found: Violation[]): void {
  if (!isObject(annotations)) return;
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    if (typeof value === 'string') bytes += Buffer.byteLength(`${key}${value}`);
  }
  if (bytes <= MOST_ANNOTATIONS) return;
  const message = `they have ${bytes} bytes, at most ${MOST_ANNOTATIONS} are allowed`;
  found.push({ path: '.metadata.annotations', message });
}
