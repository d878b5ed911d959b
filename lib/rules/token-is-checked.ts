import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, type Stored } from './model/cluster';
import { objectsOf, textOf, textsOf } from './model/fields';
import { AUTHORIZATION_POLICY, REQUEST_AUTHENTICATION } from './model/kinds';
import { modelOf } from './model/model';
import { namespacesOfOthers } from './model/other-makers';

/** Whether a rule of a policy holds only for requests with a token. */
const asksForTokens = ({ object: { spec } }: Stored) =>
  objectsOf(spec?.rules).some(
    ({ from, when }) =>
      objectsOf(from).some(({ source }) =>
        objectsOf([source]).some(each => textsOf(each.requestPrincipals).length > 0),
      ) ||
      objectsOf(when).some(({ key, values }) => textOf(key)?.startsWith('request.auth.') && textsOf(values).length > 0),
  );

/** Nobody but a RequestAuthentication makes a principal of a token. */
export const tokenIsChecked: Rule = {
  id: 'AMB695',
  doc: 'where a policy asks for principals of requests a RequestAuthentication checks tokens',
  why: 'without one no request has such a principal: an ALLOW turns everybody away, a DENY nobody',
  see: ['https://istio.io/latest/docs/concepts/security/#request-authentication'],
  level: 'warning',
  *faults(index) {
    const { cluster } = modelOf(index);
    const others = namespacesOfOthers(index);
    const checked = new Set(cluster.ofKind(REQUEST_AUTHENTICATION).map(({ namespace }) => namespace));
    if (checked.has(modelOf(index).rootNamespace)) return;
    for (const policy of cluster.ofKind(AUTHORIZATION_POLICY)) {
      const { namespace } = policy;
      if (checked.has(namespace) || others.has(namespace) || cluster.find('Namespace', '', namespace) === undefined)
        continue;
      if (!asksForTokens(policy)) continue;
      yield fault(
        policy,
        `${describe(policy)} that asks for principals of requests, without a RequestAuthentication in ${namespace}`,
        'a RequestAuthentication for the same target, which checks tokens',
        'add it, with issuer and keys',
      );
    }
  },
};
