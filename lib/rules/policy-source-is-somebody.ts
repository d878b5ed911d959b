import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { istiodsOf } from './model/components';
import { at, type Fields, objectsOf, textOf, textsOf } from './model/fields';
import { type Identity, identitiesOf, identityOf } from './model/identities';
import { AUTHORIZATION_POLICY } from './model/kinds';
import { modelOf } from './model/model';

/** What is wrong with an identity; undefined where nothing is, as far as is known. */
function stranger(index: ObjectIndex, identity: Identity): string | undefined {
  const { knows, has } = identitiesOf(index);
  if (!knows(identity.namespace) || has(identity)) return undefined;
  return `no pod in the mesh of namespace ${identity.namespace} has ServiceAccount ${identity.account}`;
}

function principalFault(index: ObjectIndex, principal: string): string | undefined {
  if (principal.includes('*')) return undefined;
  if (principal.startsWith('spiffe://')) return 'no principal is written with spiffe://';
  const identity = identityOf(principal);
  if (identity === undefined) return 'no identity looks like that';
  const [domain = ''] = principal.split('/');
  const domains = trustDomainsOf(index);
  if (domains?.includes(domain) === false) return `no pod here has an identity of trust domain ${domain}`;
  return stranger(index, identity);
}

/** Trust domains whose identities mean something in the mesh; undefined where its configuration is not here. */
function trustDomainsOf(index: ObjectIndex): readonly string[] | undefined {
  const configurations = istiodsOf(index).map(({ meshConfig }) => meshConfig);
  if (configurations.length === 0 || configurations.includes(undefined)) return undefined;
  const stated = configurations.flatMap(each => [
    textOf(each?.trustDomain) ?? '',
    ...textsOf(each?.trustDomainAliases),
  ]);
  // Policies may say cluster.local for whatever the trust domain is.
  return ['cluster.local', ...stated];
}

function namespaceFault(index: ObjectIndex, namespace: string): string | undefined {
  const { knows, hasAny } = identitiesOf(index);
  if (namespace.includes('*') || !knows(namespace) || hasAny(namespace)) return undefined;
  return `no pod of namespace ${namespace} is in the mesh, so that none has an identity`;
}

function accountFault(index: ObjectIndex, own: string, account: string): string | undefined {
  const [first = '', second] = account.split('/');
  const identity = second === undefined ? { namespace: own, account: first } : { namespace: first, account: second };
  return stranger(index, identity);
}

/** Everybody that a source names and that does not exist, with why. */
function* strangers(index: ObjectIndex, own: string, source: Fields) {
  for (const each of textsOf(source.principals)) yield { what: `principal ${each}`, why: principalFault(index, each) };
  for (const each of textsOf(source.namespaces)) yield { what: `namespace ${each}`, why: namespaceFault(index, each) };
  for (const each of textsOf(source.serviceAccounts)) {
    yield { what: `ServiceAccount ${each}`, why: accountFault(index, own, each) };
  }
}

/** A source that nobody is allows nobody, and denies nobody. */
export const policySourceIsSomebody: Rule = {
  id: 'AMB691',
  doc: 'the principals, namespaces and accounts that a policy names are those of pods in the mesh',
  why: 'a rule for somebody who does not exist never holds: an ALLOW shuts out whom it means, a DENY lets them in',
  see: [
    'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source',
    'https://istio.io/latest/docs/tasks/security/authorization/authz-td-migration/',
  ],
  level: 'warning',
  *faults(index) {
    for (const policy of modelOf(index).cluster.ofKind(AUTHORIZATION_POLICY)) {
      const sources = objectsOf(at(policy.object, 'spec', 'rules')).flatMap(rule => objectsOf(rule.from));
      for (const source of sources.flatMap(each => objectsOf([each.source]))) {
        for (const { what, why } of strangers(index, policy.namespace, source)) {
          if (why === undefined) continue;
          yield fault(
            policy,
            `${describe(policy)} with source ${what}: ${why}`,
            'TRUST-DOMAIN/ns/NAMESPACE/sa/ACCOUNT of pods in the mesh',
            'correct the source, or take its pods into the mesh',
          );
        }
      }
    }
  },
};
