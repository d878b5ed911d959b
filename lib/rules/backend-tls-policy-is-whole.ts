import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, type Stored } from './model/cluster';
import { at, type Fields, objectsOf, textOf } from './model/fields';
import { BACKEND_TLS_POLICY, CONFIG_MAP, kindId, SECRET, SERVICE } from './model/kinds';
import { modelOf } from './model/model';
import { namespacesOfOthers } from './model/other-makers';

type Lack = readonly [found: string, expected: string, cure: string];

function targetLack(index: ObjectIndex, { namespace }: Stored, target: Fields): Lack | undefined {
  const { cluster } = modelOf(index);
  const [group = '', kind = 'Service', name = '', section] = [
    target.group,
    target.kind,
    target.name,
    target.sectionName,
  ].map(textOf);
  if (kindId(group, kind) !== SERVICE) return undefined;
  const service = cluster.find(SERVICE, namespace, name);
  if (service === undefined) {
    if (!cluster.knows(SERVICE, namespace)) return undefined;
    return [`for Service ${namespace}/${name}, which is not there`, 'a Service of its namespace', 'correct the name'];
  }
  const ports = objectsOf(service.object.spec?.ports).map(port => textOf(port.name));
  if (section === undefined || ports.includes(section)) return undefined;
  return [`for port ${section} of ${describe(service)}`, 'the name of a port', 'correct sectionName, or leave it out'];
}

/** The authorities themselves are often put there by hand, or by something that spreads them. */
function authorityLack(reference: Fields): Lack | undefined {
  const kind = kindId(textOf(reference.group) ?? '', textOf(reference.kind) ?? '');
  if (kind === CONFIG_MAP || kind === SECRET) return undefined;
  return [`with authorities in a ${kind}`, 'a ConfigMap with the key ca.crt', 'put them into a ConfigMap'];
}

/** It says how a Gateway encrypts what it sends to a Service. */
export const backendTlsPolicyIsWhole: Rule = {
  id: 'AMB676',
  doc: 'a BackendTLSPolicy names a Service that is there, a port of it, and authorities in a ConfigMap',
  why: 'without its Service nothing is encrypted, and without its authorities no backend is trusted: requests are answered with 503',
  see: ['https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/'],
  level: 'warning',
  *faults(index) {
    const others = namespacesOfOthers(index);
    for (const policy of modelOf(index).cluster.ofKind(BACKEND_TLS_POLICY)) {
      if (others.has(policy.namespace)) continue;
      const { spec } = policy.object;
      const lacks = [
        ...objectsOf(spec?.targetRefs).map(target => targetLack(index, policy, target)),
        ...objectsOf(at(spec, 'validation', 'caCertificateRefs')).map(authorityLack),
      ];
      for (const lack of lacks) {
        if (lack !== undefined) yield fault(policy, `${describe(policy)} ${lack[0]}`, lack[1], lack[2]);
      }
    }
  },
};
