import { describeKey, groupOf, type KubeObject, keyOf, type ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { at, objectsOf, textOf } from './model/fields';
import { CUSTOM_RESOURCE_DEFINITION, kindId } from './model/kinds';
import { modelOf } from './model/model';
import { schemaOf } from './schema/catalog';
import { isSameSchema } from './schema/same-schema';

/** An API version that the newest definitions do not serve may be the one that an older istiod reads. */
const OTHER_VERSION = '.apiVersion';

/**
 * The schemas, defaults and validation rules are those of the pinned definitions. A kind without one is not judged, nor
 * is one whose definition is among the objects and is another.
 */
export const apiServerAccepts: Rule = {
  id: 'AMB600',
  doc: 'the API server takes every object: names, schemas, and the validation rules of custom resources',
  why: 'an object that the API server refuses is not there, and everything that refers to it breaks',
  see: ['https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation'],
  level: 'error',
  isFinal: true,
  *faults(index) {
    const isForeign = foreignKinds(index);
    for (const { source, violations } of modelOf(index).cluster.refused) {
      const object = titleOf(source.object);
      const isOther = isForeign(source.object);
      for (const { path, message } of violations) {
        if (path === OTHER_VERSION || (isOther && !path.startsWith('.metadata'))) continue;
        yield {
          path: source.path,
          found: `${object}${path === '' ? '' : ` with ${path.slice(1)}`}: ${message}`,
          expected: 'an object that the API server takes',
          cure: 'correct the value where it is given; the definition of the kind says what is allowed',
        };
      }
    }
  },
};

/** In the words of a message, also for what has no kind or no name. */
function titleOf(object: KubeObject): string {
  const { kind, metadata } = object as Partial<KubeObject>;
  if (typeof kind !== 'string') return 'an object without kind';
  return metadata?.name === undefined ? `${kind} without a name` : describeKey(keyOf(object));
}

/** Tells of objects whether the definition of their kind is here and does not ask for what the pinned one asks for. */
function foreignKinds(index: ObjectIndex): (object: KubeObject) => boolean {
  const known = new Map<string, boolean>();
  return ({ apiVersion, kind }) => {
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') return false;
    const key = `${apiVersion} ${kind}`;
    const isForeign = known.get(key) ?? isDefinedOtherwise(index, apiVersion, kind);
    known.set(key, isForeign);
    return isForeign;
  };
}

function isDefinedOtherwise(index: ObjectIndex, apiVersion: string, kind: string): boolean {
  const group = groupOf(apiVersion);
  const version = apiVersion.slice(group.length + 1);
  const definition = definitionsOf(index).get(kindId(group, kind));
  if (definition === undefined) return false;
  const stated = objectsOf(at(definition, 'spec', 'versions')).find(({ name }) => name === version);
  return !isSameSchema(at(stated, 'schema', 'openAPIV3Schema'), schemaOf(group, version, kind));
}

function definitionsOf(index: ObjectIndex): ReadonlyMap<string, KubeObject> {
  const definitions = modelOf(index).cluster.ofKind(CUSTOM_RESOURCE_DEFINITION);
  return new Map(
    definitions.map(({ object }): [string, KubeObject] => {
      const [group = '', kind = ''] = [at(object, 'spec', 'group'), at(object, 'spec', 'names', 'kind')].map(textOf);
      return [kindId(group, kind), object];
    }),
  );
}
