import type { EnvVar, Labels } from './spec/pod';

/** Environment variables by name, in the order of their names. */
export const toEnv = (variables: Labels): EnvVar[] =>
  Object.keys(variables)
    .sort()
    .map(name => ({ name, value: variables[name] }));

export const fromField = (name: string, fieldPath: string): EnvVar => ({
  name,
  valueFrom: { fieldRef: { fieldPath } },
});

/** A resource of the container; without divisor the API takes its own. */
export const fromResource = (name: string, resource: string, divisor?: string): EnvVar => ({
  name,
  valueFrom: { resourceFieldRef: { resource, divisor } },
});

/** The switch by which a component reads the root certificate from a ClusterTrustBundle instead of a ConfigMap. */
export const usesClusterTrustBundle = (env: Labels): boolean => env.ENABLE_CLUSTER_TRUST_BUNDLE_API === 'true';
