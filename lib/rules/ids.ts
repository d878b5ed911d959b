import { ADD_ON_IDS } from './ids/add-ons';
import { BOOTSTRAP_IDS } from './ids/bootstrap';
import { CLUSTER_IDS } from './ids/cluster';
import { SYNTH_IDS } from './ids/synth';
import { TRAFFIC_IDS } from './ids/traffic';

/** Every id that a finding can carry, in order and forever: a retired id keeps its line, and has another in RETIRED_IDS. */
export const FINDING_IDS = {
  ...SYNTH_IDS,
  ...TRAFFIC_IDS,
  ...ADD_ON_IDS,
  ...CLUSTER_IDS,
  ...BOOTSTRAP_IDS,
} as const;

/** Of every retired id why there are no such findings any more, and which id took its place if one did. */
export const RETIRED_IDS: Readonly<Record<string, string>> = {};

/** The id of a finding that this library makes. */
export type FindingId = keyof typeof FINDING_IDS;
