import type { Construct } from 'constructs';
import type { AmbientSystem } from '../stacks/system';

/** A complete system, made under a construct. */
export type Topology = (scope: Construct) => AmbientSystem;

/** The topology of a plain `npm run synth`. */
export const DEFAULT_TOPOLOGY = 'intranet-internet';

/** Every topology by the name that users give; its code is loaded when it is picked. */
export const TOPOLOGIES: Readonly<Record<string, () => Promise<Topology>>> = {
  'intranet-internet': async () => (await import('./intranet-internet')).intranetInternet,
};
