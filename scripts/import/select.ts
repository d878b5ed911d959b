import { parseAllDocuments } from 'yaml';
import { collect, Faults } from '../crds/faults';
import type { CrdFile } from '../crds/verify';
import type { ImportedKind } from './kinds';
import { stripDescriptions } from './strip';

interface Version {
  readonly name: string;
  readonly served: boolean;
  readonly schema?: { readonly openAPIV3Schema?: Readonly<Record<string, unknown>> };
}

/** A CustomResourceDefinition, as far as `cdk8s import` reads it. */
export interface Crd {
  readonly apiVersion: string;
  readonly kind: 'CustomResourceDefinition';
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly scope: string;
    readonly names: Readonly<Record<string, unknown>> & { readonly kind: string };
    readonly versions: readonly Version[];
  };
}

/** Every CustomResourceDefinition of a file; other objects in it are passed over. */
export function definitions({ entry, text }: CrdFile): Crd[] {
  const documents = parseAllDocuments(text);
  const broken = documents.flatMap(document => document.errors);
  if (broken.length > 0)
    throw new Faults([`${entry.file} is not YAML: ${broken[0]?.message.split('\n')[0]?.replace(/:$/, '')}`]);
  return documents
    .map(document => document.toJS() as Crd | null)
    .filter((crd): crd is Crd => crd?.kind === 'CustomResourceDefinition');
}

const label = ({ set, group, kind }: ImportedKind) => `kind ${kind} of group ${group} in ${set}`;

/** The one version of a kind, without descriptions. */
function selectOne(wanted: ImportedKind, candidates: readonly Crd[]): Crd {
  const crd = candidates.find(({ spec }) => spec.group === wanted.group && spec.names.kind === wanted.kind);
  if (crd === undefined) {
    const known = candidates.filter(({ spec }) => spec.group === wanted.group).map(({ spec }) => spec.names.kind);
    throw new Faults([`there is no ${label(wanted)}; it has ${known.sort().join(', ') || 'no kind of that group'}`]);
  }
  const version = crd.spec.versions.find(({ name, served }) => name === wanted.version && served);
  if (version === undefined) {
    const served = crd.spec.versions.filter(each => each.served).map(({ name }) => name);
    throw new Faults([`${label(wanted)} has no version ${wanted.version}; it serves ${served.join(', ') || 'none'}`]);
  }
  const { group, scope, names } = crd.spec;
  const schema = { openAPIV3Schema: stripDescriptions(version.schema?.openAPIV3Schema ?? {}) };
  return {
    apiVersion: crd.apiVersion,
    kind: crd.kind,
    metadata: { name: crd.metadata.name },
    spec: { group, scope, names, versions: [{ ...version, schema }] },
  };
}

/** The definitions of the wanted kinds, in their order, each with one version; throws the faults of all of them. */
export function selectKinds(wanted: readonly ImportedKind[], files: readonly CrdFile[]): Crd[] {
  const sets = new Map<string, Crd[]>();
  for (const file of files) sets.set(file.entry.name, [...(sets.get(file.entry.name) ?? []), ...definitions(file)]);
  return collect(wanted, kind => selectOne(kind, sets.get(kind.set) ?? []));
}
