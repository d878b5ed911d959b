import type { Check } from '../../core/checks';
import { toCniEnv } from '../cni/environment';
import { toIstiodEnv } from '../istiod/environment';
import type { ResolvedMesh } from '../spec';
import type { EnvVar } from '../spec/pod';
import { toZtunnelEnv } from '../ztunnel/environment';

const repeated = (variables: readonly EnvVar[]) => {
  const names = variables.map(({ name }) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
};

/** The variables of each component. */
const ENVIRONMENTS = { istiod: toIstiodEnv, cni: toCniEnv, ztunnel: toZtunnelEnv };

/** A variable that stands twice is refused by server-side apply, and the first is lost otherwise. */
export const variableCheck = (component: keyof typeof ENVIRONMENTS): Check<ResolvedMesh> => ({
  id: 'AMB140',
  when: mesh => repeated(ENVIRONMENTS[component](mesh)).length > 0,
  found: mesh => `${component}.env ${repeated(ENVIRONMENTS[component](mesh)).join(', ')}`,
  expected: 'variables that no other prop sets',
  cure: 'leave them out of env, and set the prop that they stand for where there is one',
});

const TRUST_BUNDLE = 'ENABLE_CLUSTER_TRUST_BUNDLE_API';

/** Charts and templates compare the variable with a boolean, and decide by it what is mounted. */
export const trustBundleCheck = (component: 'istiod' | 'ztunnel'): Check<ResolvedMesh> => ({
  id: 'AMB149',
  when: mesh => !['true', 'false', undefined].includes(mesh[component].env[TRUST_BUNDLE]),
  found: mesh => `${component}.env ${TRUST_BUNDLE} ${JSON.stringify(mesh[component].env[TRUST_BUNDLE])}`,
  expected: 'true or false: by it the root certificate is mounted from one place or another',
  cure: 'write one of the two, in small letters',
});

const AMBIENT = 'PILOT_ENABLE_AMBIENT';
const UNTAINT = 'PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS';

/** What is set by variables and must fit the props. */
export const ENVIRONMENT_CHECKS: readonly Check<ResolvedMesh>[] = [
  variableCheck('istiod'),
  trustBundleCheck('istiod'),
  {
    id: 'AMB141',
    level: 'warning',
    when: ({ istiod, row }) => istiod.taintEnabled && !row.knows.untaintByDeployment && istiod.env[UNTAINT] !== 'true',
    found: ({ version }) => `istiod.taintEnabled on Istio ${version} without ${UNTAINT}`,
    expected: 'the variable too: up to 1.29 the setting only grants the rights',
    cure: `set istiod.env to { ${UNTAINT}: 'true' }`,
  },
  {
    id: 'AMB147',
    when: ({ istiod }) => (istiod.env[AMBIENT] ?? 'true') !== 'true',
    found: ({ istiod }) => `istiod.env ${AMBIENT} ${JSON.stringify(istiod.env[AMBIENT])}`,
    expected: 'an istiod that serves ztunnel and waypoints: this is an ambient mesh',
    cure: 'leave it out of env',
  },
];
