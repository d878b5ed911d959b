import type { ObjectIndex } from '../core/object-index';
import type { Stored } from './model/cluster';
import { CERTIFICATE } from './model/kinds';
import { modelOf } from './model/model';

/** Whether a name of a certificate is good for a host name; a wildcard stands for exactly one label. */
export function isGoodFor(name: string, hostname: string): boolean {
  if (name === hostname) return true;
  return name.startsWith('*.') && !hostname.startsWith('*') && hostname.replace(/^[^.]+/, '*') === name;
}

/** The names that a Certificate is for. */
export function namesOf({ object }: Stored): readonly string[] {
  const { dnsNames = [], commonName } = object.spec ?? {};
  return [...new Set([...dnsNames, ...(commonName === undefined ? [] : [commonName])])];
}

/** Every Certificate by `NAMESPACE/SECRET` of the Secret that it writes. */
export function certificatesBySecret(index: ObjectIndex): ReadonlyMap<string, Stored> {
  const certificates = modelOf(index).cluster.ofKind(CERTIFICATE);
  return new Map(certificates.map(each => [`${each.namespace}/${each.object.spec?.secretName}`, each]));
}
