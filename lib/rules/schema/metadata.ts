import { isObject, show, type Violation } from './schema';

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_NAME = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)$/;
/** All annotations of an object together, in bytes. */
const MOST_ANNOTATIONS = 256 * 1024;

export const isSubdomain = (text: string): boolean => text.length <= 253 && SUBDOMAIN.test(text);
export const isDnsLabel = (text: string): boolean => text.length <= 63 && LABEL.test(text);

/** A name with an optional prefix, as keys of labels and annotations are: `istio.io/use-waypoint`. */
export function isQualifiedName(key: string): boolean {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  if (more.length > 0 || (prefix !== undefined && !isSubdomain(prefix))) return false;
  return name.length <= 63 && LABEL_NAME.test(name);
}

const isLabelValue = (text: string) => text === '' || (text.length <= 63 && LABEL_NAME.test(text));

/**
 * What is wrong with the metadata of an object, whatever its kind.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function metadataViolations(metadata: unknown): Violation[] {
  if (!isObject(metadata)) return [{ path: '.metadata', message: 'it is required' }];
  const { name, namespace, labels, annotations } = metadata;
  return [
    ...nameViolations(name),
    ...(namespace === undefined || namespace === null || (typeof namespace === 'string' && isDnsLabel(namespace))
      ? []
      : [{ path: '.metadata.namespace', message: `${show(namespace)} is no name of a namespace` }]),
    ...mapViolations('labels', labels, isLabelValue),
    ...mapViolations('annotations', annotations, () => true),
    ...sizeViolations(annotations),
  ];
}

function nameViolations(name: unknown): Violation[] {
  const path = '.metadata.name';
  if (name === undefined) return [{ path, message: 'it is required' }];
  if (typeof name === 'string' && name !== '' && name !== '.' && name !== '..' && !/[/%]/.test(name)) return [];
  return [{ path, message: `${show(name)} is no name of an object` }];
}

function mapViolations(field: string, map: unknown, isValue: (text: string) => boolean): Violation[] {
  const path = `.metadata.${field}`;
  if (map === undefined || map === null) return [];
  if (!isObject(map)) return [{ path, message: `${show(map)} is no object` }];
  return Object.entries(map).flatMap(([key, value]) => {
    const found: Violation[] = [];
    const lower = field === 'annotations' ? key.toLowerCase() : key;
    if (!isQualifiedName(lower)) found.push({ path, message: `${show(key)} is no key of ${field}` });
    if (typeof value !== 'string' || !isValue(value)) {
      found.push({ path: `${path}[${show(key)}]`, message: `${show(value)} is no value of ${field}` });
    }
    return found;
  });
}

function sizeViolations(annotations: unknown): Violation[] {
  if (!isObject(annotations)) return [];
  const bytes = Object.entries(annotations).reduce((sum, pair) => sum + Buffer.byteLength(pair.join('')), 0);
  if (bytes <= MOST_ANNOTATIONS) return [];
  return [
    { path: '.metadata.annotations', message: `they have ${bytes} bytes, at most ${MOST_ANNOTATIONS} are allowed` },
  ];
}
