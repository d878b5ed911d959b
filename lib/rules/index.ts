import type { Rule } from '../core/rule';
import { CLUSTER_RULES } from './cluster-rules';
import { PROXY_RULES } from './proxy-rules';
import { TRAFFIC_RULES } from './traffic-rules';

/** Every rule over the synthesized objects, by id. */
export const RULES: readonly Rule[] = [...TRAFFIC_RULES, ...CLUSTER_RULES, ...PROXY_RULES];
