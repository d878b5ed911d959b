import { builtInViolations } from './built-in';
import { compiledKind, servedVersions } from './catalog';
import { isSubdomain, metadataViolations } from './metadata';
import { isObject, type Violation } from './schema';

/** What an API server makes of an object that is new to it. */
export interface Admission {
  /** The object with its defaults filled in; it is not to be read where there are violations. */
  readonly stored: object;
  /** Everything that it is refused for; none if it is taken. */
  readonly violations: readonly Violation[];
}

/**
 * Judges an object as a Kubernetes API server does on `kubectl apply`: its metadata, then for a custom resource the
 * defaults, the schema and the validation rules of its definition; a field that is not stated is refused.
 *
 * A kind without a schema is judged by its metadata alone.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation
 */
export function admit(object: object): Admission {
  const { apiVersion, kind, metadata } = object as Readonly<Record<string, unknown>>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || apiVersion === '' || kind === '') {
    return { stored: object, violations: [{ path: '', message: 'apiVersion and kind are required' }] };
  }
  const violations = metadataViolations(metadata);
  const [version, group = ''] = apiVersion.split('/').reverse() as [string, string?];
  if (group === '') return { stored: object, violations: [...violations, ...builtInViolations(kind, { ...object })] };
  return admitCustom(object, { group, version, kind }, violations);
}

interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

function admitCustom(object: object, { group, version, kind }: Gvk, violations: Violation[]): Admission {
  const compiled = compiledKind(group, version, kind);
  if (compiled === undefined) return { stored: object, violations: [...violations, ...unserved(group, version, kind)] };
  const name = (object as { metadata?: { name?: unknown } }).metadata?.name;
  if (typeof name === 'string' && name !== '' && !isSubdomain(name)) {
    violations.push({ path: '.metadata.name', message: `${JSON.stringify(name)} is no DNS name` });
  }
  const stored = compiled.fill(withoutStatus(object)) as object;
  compiled.check(stored, violations);
  return { stored, violations };
}

/** What a user writes there is dropped. */
function withoutStatus(object: object): object {
  if (!isObject(object) || object.status === undefined) return object;
  const { status: _, ...rest } = object;
  return rest;
}

function unserved(group: string, version: string, kind: string): Violation[] {
  const served = servedVersions(group, kind);
  if (served === undefined) return [];
  return [{ path: '.apiVersion', message: `${kind} of ${group} is served as ${served.join(', ')}, not as ${version}` }];
}
