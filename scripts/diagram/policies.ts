import { deployedName } from '../../lib/rules/model/addresses';
import type { Model } from '../../lib/rules/model/model';
import { type Policy, targetsOf } from '../../lib/rules/model/policies';
import type { PolicyRule } from '../../lib/rules/model/policy-rules';
import type { Edge, Graph } from './graph';
import { addWorkload, matches, podLabels, workloadsOf } from './services';

const ARROWS: Readonly<Record<string, Edge['kind'] | undefined>> = { ALLOW: 'allowed', DENY: 'denied' };

/** Who AuthorizationPolicies let in or keep out; those for a whole namespace or mesh say so in its title. */
export function addPolicies(graph: Graph, model: Model): void {
  for (const policy of model.policies) {
    const kind = ARROWS[policy.spec.action ?? 'ALLOW'];
    if (kind === undefined || policy.stored.namespace === model.rootNamespace) continue;
    for (const to of targetNodes(graph, model, policy)) {
      for (const rule of policy.spec.rules ?? []) {
        for (const from of sourceNodes(graph, model, rule)) graph.edge({ from, to, label: toLabel(rule), kind });
      }
    }
  }
}

/** Policies without rules that deny everything to a namespace, or from the root namespace to the mesh. */
export function deniesAll(model: Model, namespace: string): boolean {
  return model.policies.some(
    ({ stored, spec }) =>
      stored.namespace === namespace &&
      (spec.action ?? 'ALLOW') === 'ALLOW' &&
      (spec.rules ?? []).length === 0 &&
      targetsOf(spec).length === 0 &&
      stored.object.spec?.selector === undefined,
  );
}

function targetNodes(graph: Graph, model: Model, { stored, spec }: Policy): string[] {
  const targets = targetsOf(spec);
  if (targets.length > 0) {
    return targets.flatMap(({ kind, name, namespace = stored.namespace }) => {
      const found =
        kind === 'Service'
          ? graph.find('service', namespace, name)
          : (graph.find('waypoint', namespace, name) ?? graph.find('gateway', namespace, name));
      return found === undefined ? [] : [found];
    });
  }
  const { matchLabels = {} } = stored.object.spec?.selector ?? {};
  return workloadsOf(model)
    .filter(each => each.namespace === stored.namespace && matches(matchLabels, podLabels(each)))
    .map(workload => addWorkload(graph, workload));
}

/** The clients of a rule: workloads and gateways by their accounts, otherwise as they are written. */
function sourceNodes(graph: Graph, model: Model, { from = [] }: PolicyRule): string[] {
  const written = (name: string) => graph.node({ kind: 'external', name, lines: [] });
  if (from.length === 0) return [written('anyone')];
  return from.flatMap(({ source = {} }) => {
    const principals = (source.principals ?? []).flatMap(principal => {
      const nodes = withAccount(graph, model, principal);
      return nodes.length > 0 ? nodes : [written(principal)];
    });
    const rest = Object.entries(source).filter(([key]) => key !== 'principals');
    return [...principals, ...rest.map(([key, values = []]) => written(`${key}: ${values.join(', ')}`))];
  });
}

/** What runs under the account of a principal: `TRUST-DOMAIN/ns/NAMESPACE/sa/ACCOUNT`. */
function withAccount(graph: Graph, model: Model, principal: string): string[] {
  const [, namespace, account] = /\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(principal) ?? [];
  const workloads = workloadsOf(model)
    .filter(each => each.namespace === namespace && each.object.spec?.template?.spec?.serviceAccountName === account)
    .map(workload => addWorkload(graph, workload));
  const gateways = model.gateways
    .filter(({ stored, controller }) => {
      return controller !== undefined && stored.namespace === namespace && deployedName(stored, controller) === account;
    })
    .flatMap(
      ({ stored: { name } }) => graph.find('gateway', namespace, name) ?? graph.find('waypoint', namespace, name) ?? [],
    );
  return [...workloads, ...gateways];
}

function toLabel({ to = [], when = [] }: PolicyRule): string {
  const operations = to.map(({ operation = {} }) =>
    Object.entries(operation)
      .map(([key, values = []]) => (/^(methods|paths)$/.test(key) ? values.join(' ') : `${key} ${values.join(' ')}`))
      .join(' '),
  );
  return [...operations, ...when.map(({ key }) => `by ${key}`)].join('\n');
}
