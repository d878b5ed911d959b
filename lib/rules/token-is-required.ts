import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, type Stored } from './model/cluster';
import { objectsOf, textOf, textsOf } from './model/fields';
import { AUTHORIZATION_POLICY, HTTP_ROUTE, REQUEST_AUTHENTICATION } from './model/kinds';
import { modelOf } from './model/model';
import { type PolicySpec, targetsOf } from './model/policies';

const KEYS = ['requestPrincipals', 'notRequestPrincipals'];

/** Whether a policy looks at tokens. */
function readsTokens({ object: { spec } }: Stored): boolean {
  return objectsOf(spec?.rules).some(rule => {
    const sources = objectsOf(rule.from).flatMap(({ source }) => objectsOf([source]));
    const conditions = objectsOf(rule.when).map(({ key }) => textOf(key) ?? '');
    return (
      conditions.some(key => key.startsWith('request.auth.')) ||
      sources.some(source => KEYS.some(key => textsOf(source[key]).length > 0))
    );
  });
}

/** Routes can look at the claims of a token by headers that begin with this. */
const routesByClaims = ({ object }: Stored) => JSON.stringify(object.spec ?? {}).includes('@request.auth.claims');

/** The namespaces in which somebody asks for tokens. */
function namespacesOfReaders(index: ObjectIndex): ReadonlySet<string> {
  const { cluster } = modelOf(index);
  const policies = cluster.ofKind(AUTHORIZATION_POLICY).filter(readsTokens);
  const routes = cluster.ofKind(HTTP_ROUTE).filter(routesByClaims);
  return new Set([...policies, ...routes].map(({ namespace }) => namespace));
}

/** A token that a Gateway checks may be asked for by policies of the apps behind it. */
const isForGateway = ({ object }: Stored) =>
  targetsOf((object.spec ?? {}) as PolicySpec).some(({ kind }) => kind === 'Gateway');

/** A request without a token passes a RequestAuthentication. */
export const tokenIsRequired: Rule = {
  id: 'AMB689',
  doc: 'where tokens are checked a policy asks for one',
  why: 'a RequestAuthentication turns away bad tokens alone: a request without any passes',
  see: ['https://istio.io/latest/docs/reference/config/security/request_authentication/'],
  level: 'warning',
  *faults(index) {
    const tokens = modelOf(index).cluster.ofKind(REQUEST_AUTHENTICATION);
    if (tokens.length === 0) return;
    const readers = namespacesOfReaders(index);
    const isRead = readers.has(modelOf(index).rootNamespace);
    for (const each of tokens) {
      if (
        isRead ||
        readers.has(each.namespace) ||
        (readers.size > 0 && isForGateway(each)) ||
        objectsOf(each.object.spec?.jwtRules).length === 0
      )
        continue;
      yield fault(
        each,
        `${describe(each)} without an AuthorizationPolicy that looks at requestPrincipals`,
        'a policy that asks for a token: a request without any passes otherwise',
        "add an AuthorizationPolicy for the same target that allows requestPrincipals ['*']",
      );
    }
  },
};
