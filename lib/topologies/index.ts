import type { Construct } from 'constructs';
import type { AmbientSystem } from '../stacks/system';
import type { Settings } from './settings';

/** A complete system, made under a construct; without settings it is as it comes. */
export type Topology = (scope: Construct, settings?: Settings) => AmbientSystem;

/** The topology of a plain `npm run synth`. */
export const DEFAULT_TOPOLOGY = 'intranet-internet';

/** Every topology by the name that users give; its code is loaded when it is picked. */
export const TOPOLOGIES: Readonly<Record<string, () => Promise<Topology>>> = {
  'intranet-internet': async () => (await import('./intranet-internet')).intranetInternet,
};
