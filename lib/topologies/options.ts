import type { Construct } from 'constructs';
import type { AddressRange } from '../addons/metallb/address-range';
import { ALPHA_SWITCH } from '../gateway/listener-checks';
import { withPreset } from '../mesh/presets';
import type { AmbientMeshProps } from '../mesh/spec';
import { DEFAULT_VERSION, versionRow } from '../mesh/versions';
import type { DeliveryProps } from '../stacks/delivery';
import { AmbientSystem } from '../stacks/system';
import type { Settings } from './settings';

/** Settings, and what only topologies with a load balancer of their own can be told. */
export interface TopologyOptions extends Settings {
  /**
   * Addresses that MetalLB gives out.
   * @default - part of the network that kind's nodes usually share
   */
  readonly addressPool?: PoolOptions;
}

export interface PoolOptions {
  /** Free addresses of the nodes' own network. */
  readonly addresses: readonly AddressRange[];

  /**
   * The one that the topology's first Gateway gets.
   * @default - the next free one
   */
  readonly fixedAddress?: string;
}

/** The end of the network that Docker usually gives to kind. @see https://kind.sigs.k8s.io/docs/user/loadbalancer/ */
export const KIND_POOL: PoolOptions = {
  addresses: ['172.18.255.200-172.18.255.250'],
  fixedAddress: '172.18.255.200',
};

/** A system with the mesh of the settings laid over a topology's own, delivered as the topology wants it. */
export function systemOf(
  scope: Construct,
  own: AmbientMeshProps,
  settings: Settings,
  delivery: DeliveryProps = {},
): AmbientSystem {
  const mesh = withPreset(own, settings.mesh ?? {});
  return new AmbientSystem(scope, { mesh, enabled: settings.enabled, ...delivery });
}

/** A mesh with the switch that lets TLS listeners in, for versions that refuse them otherwise. */
export function servingTls({ mesh = {} }: Settings): AmbientMeshProps {
  const row = versionRow(mesh.version ?? DEFAULT_VERSION);
  return row.alphaListenerProtocols.includes('TLS') ? { istiod: { env: { [ALPHA_SWITCH]: 'true' } } } : {};
}
