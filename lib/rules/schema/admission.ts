import { checkBuiltIn } from './built-in';
import { type CompiledKind, compiledKind, servedVersions } from './catalog';
import { checkFields } from './kubernetes';
import { checkMetadata, isSubdomain, withTexts } from './metadata';
import { containsNull } from './nulls';
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
 * A kind that Kubernetes brings along is judged by the names and types of its fields, any other without a schema by its
 * metadata alone.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation
 */
export function admit(given: object): Admission {
  const object = withTexts(given);
  const fields = object as Readonly<Record<string, unknown>>;
  const { apiVersion, kind, metadata } = fields;
  const violations: Violation[] = [];
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || apiVersion === '' || kind === '') {
    violations.push({ path: '', message: 'apiVersion and kind are required' });
    return { stored: object, violations };
  }
  checkMetadata(metadata, violations);
  const slash = apiVersion.indexOf('/');
  const [group, version] = slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
  checkBuiltIn(apiVersion, kind, fields, violations);
  checkFields(apiVersion, kind, fields, violations);
  if (group !== '') return admitCustom(object, group, version, kind, violations);
  if (version !== 'v1') {
    violations.push({ path: '', message: `apiVersion ${apiVersion} is not served: without a group it is v1` });
  }
  return { stored: object, violations };
}

function admitCustom(object: object, group: string, version: string, kind: string, violations: Violation[]): Admission {
  const compiled = compiledKind(group, version, kind);
  if (compiled === undefined) {
    violations.push(...unserved(group, version, kind));
    return { stored: object, violations };
  }
  const { name } = (object as { metadata?: { name?: unknown } }).metadata ?? {};
  if (typeof name === 'string' && name !== '' && !isSubdomain(name)) {
    violations.push({ path: '.metadata.name', message: `${JSON.stringify(name)} is no DNS name` });
  }
  return store(compiled, withoutStatus(object), violations);
}

/** A null where none is allowed counts as left out: it is looked for only in what would be refused otherwise. */
function store({ fill, check, dropNulls }: CompiledKind, object: object, violations: Violation[]): Admission {
  const found: Violation[] = [];
  let stored = fill(object) as object;
  check(stored, found);
  if (found.length > 0 && containsNull(object)) {
    found.length = 0;
    stored = fill(dropNulls(object)) as object;
    check(stored, found);
  }
  violations.push(...found);
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
