import type { Parent } from './attachment';
import type { RoutedRules } from './weighted-backend';

/** Where a route stands when it does not say: with the Service that it routes, its first backend, or its Gateway. */
export function routeNamespace(
  { namespace, rules = [] }: { readonly namespace?: string } & RoutedRules,
  parents: readonly Parent[],
): string {
  const service = parents.find(parent => parent.service !== undefined)?.service;
  const backend = rules.flatMap(rule => rule.backends ?? [])[0]?.backend;
  return namespace ?? service?.namespace ?? backend?.namespace ?? parents[0]?.gateway?.namespace ?? '';
}
