import type { KubeObject } from '../../../lib/core/object-index';
import { withoutNulls } from '../../../lib/rules/schema/nulls';
import type { Check, Schema, Violation } from '../../../lib/rules/schema/schema';
import { compileSchema } from '../../../lib/rules/schema/structural';
import type { FieldPath, Manifest, ReadFile } from '../manifest';

const text: Schema = { type: 'string' };
const listOf = (items: Schema): Schema => ({ type: 'array', items });

/** Fields of these types and whatever else: what is not known is told of by the conversion. */
const fields = (properties: Readonly<Record<string, Schema>>, ...required: string[]): Schema => ({
  type: 'object',
  properties,
  required,
  'x-kubernetes-preserve-unknown-fields': true,
});

const texts: Schema = { type: 'object', additionalProperties: text };
const metadata = fields({ name: text, namespace: text, labels: texts, annotations: texts }, 'name');
const backend = fields({
  service: fields({ name: text, port: fields({ name: text, number: { type: 'integer' } }) }, 'name'),
  resource: fields({ kind: text, name: text }),
});
const path = fields({ path: text, pathType: text, backend });
const rule = fields({ host: text, http: fields({ paths: listOf(path) }) });
const tls = fields({ hosts: listOf(text), secretName: text });
const ingressSpec = fields({ ingressClassName: text, defaultBackend: backend, tls: listOf(tls), rules: listOf(rule) });
const servicePort = fields({ name: text, port: { type: 'integer' } });

/**
 * What is read of an object to convert it, by its API version and kind.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/
 */
const SHAPES: ReadonlyMap<string, Schema> = new Map([
  ['networking.k8s.io/v1 Ingress', fields({ metadata, spec: ingressSpec }, 'metadata', 'spec')],
  ['Ingress', fields({ metadata }, 'metadata')],
  ['v1 Service', fields({ metadata, spec: fields({ ports: listOf(servicePort) }) }, 'metadata')],
]);

const CHECKS: ReadonlyMap<string, Check> = new Map([...SHAPES].map(([key, schema]) => [key, compileSchema(schema)]));

/** The objects without fields that are null, which count as left out; a fault for each field of another type. */
export function checkShapes(manifests: readonly Manifest[]): ReadFile {
  const faults: ReadFile['faults'][number][] = [];
  const checked = manifests.map((manifest): Manifest => {
    const { apiVersion, kind } = manifest.object;
    const key = [`${apiVersion} ${kind}`, kind].find(each => SHAPES.has(each)) ?? '';
    const object = withoutNulls(manifest.object, SHAPES.get(key)) as KubeObject;
    const found: Violation[] = [];
    CHECKS.get(key)?.(object, found);
    for (const violation of found) {
      const message = `${kind} with ${violation.path.slice(1)}: ${violation.message}`;
      faults.push({ place: manifest.at(toFieldPath(violation.path)), message });
    }
    return { ...manifest, object };
  });
  return { manifests: checked, faults };
}

/** `.spec.rules[0].host` as its steps. */
const toFieldPath = (dotted: string): FieldPath =>
  [...dotted.matchAll(/\.([^.[]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
