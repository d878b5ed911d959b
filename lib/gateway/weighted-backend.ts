import type { Construct } from 'constructs';
import type { Check } from '../core/checks';
import type { Backend } from './backend';
import { grant } from './reference-grant';

/** One of several backends of a rule. */
export interface WeightedBackend {
  readonly backend: Backend;

  /**
   * The share of requests, relative to the weights beside it; 0 to 1,000,000.
   * @default 1
   */
  readonly weight?: number;
}

/**
 * A canary as one number: the backends of a rule of any route.
 * @param stable what serves the rest
 * @param candidate what is tried
 * @param percent how many of a hundred requests (connections, for TLSRoute and TCPRoute) the candidate gets; 0 to 100
 */
export function canary(stable: Backend, candidate: Backend, percent: number): WeightedBackend[] {
  return [
    { backend: stable, weight: 100 - percent },
    { backend: candidate, weight: percent },
  ];
}

/** A backend as a route in that namespace refers to it. */
export function toBackendRef({ serviceName, namespace, port }: Backend, own: string) {
  return { name: serviceName, namespace: namespace === own ? undefined : namespace, port };
}

/** `backendRefs` of a rule. */
export function toBackendRefs(backends: readonly WeightedBackend[], own: string) {
  return backends.map(({ backend, weight }) => ({ ...toBackendRef(backend, own), weight }));
}

/** Grants a route the Services of other namespaces that it names. */
export function grantBackends(
  scope: Construct,
  from: { readonly kind: string; readonly namespace: string; readonly name: string },
  backends: readonly Backend[],
): void {
  for (const { namespace, serviceName } of backends) {
    grant(scope, { from, to: { kind: 'Service', namespace, name: serviceName } });
  }
}

/** Rules of a route, as far as their backends go. */
export interface RoutedRules {
  readonly rules: readonly { readonly backends?: readonly WeightedBackend[] }[];
}

const badWeights = ({ rules }: RoutedRules) =>
  rules.flatMap(({ backends = [] }) =>
    backends.flatMap(({ weight = 1 }) =>
      Number.isInteger(weight) && weight >= 0 && weight <= 1_000_000 ? [] : [weight],
    ),
  );

/** A rule of which every request is answered by an error. */
const isDead = ({ backends = [] }: { readonly backends?: readonly WeightedBackend[] }) =>
  backends.length > 0 && backends.every(({ weight = 1 }) => weight === 0);

/** A route whose every rule has a backend. */
export const HAS_BACKENDS: Check<RoutedRules> = {
  id: 'AMB222',
  when: ({ rules }) => rules.length === 0 || rules.some(({ backends = [] }) => backends.length === 0),
  found: ({ rules }) => (rules.length === 0 ? 'no rules' : 'a rule without backends'),
  expected: 'one rule or more with one backend or more each',
  cure: 'add a backend',
};

/** What cannot be right about the weights of a route. */
export const WEIGHT_CHECKS: Check<RoutedRules>[] = [
  {
    id: 'AMB250',
    when: route => badWeights(route).length > 0,
    found: route => `weight ${badWeights(route).join(', ')}`,
    expected: 'a whole number from 0 to 1,000,000; a canary is a number of percent from 0 to 100',
    cure: 'write whole numbers; only their ratio counts',
  },
  {
    id: 'AMB251',
    when: ({ rules }) => rules.some(isDead),
    found: () => 'a rule all of whose backends weigh 0',
    expected: 'a backend that weighs more: the requests are answered 500 otherwise',
    cure: 'raise one weight, or leave out the rule',
  },
];
