/**
 * Every id that a finding can carry, in order and forever: a retired id keeps its line, with `retired` as its text.
 * Ranges: 001 core, 100 mesh, 200 gateways and routes, 300 apps, 400 stacks and topologies, 500 configuration.
 */
export const FINDING_IDS = {
  AMB001: 'ConstructIsValid',
} as const;

export type FindingId = keyof typeof FINDING_IDS;
