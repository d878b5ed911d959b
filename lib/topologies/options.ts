import type { Construct } from 'constructs';
import { ALPHA_SWITCH } from '../gateway/listener-checks';
import { withPreset } from '../mesh/presets';
import type { AmbientMeshProps } from '../mesh/spec';
import { DEFAULT_VERSION, versionRow } from '../mesh/versions';
import type { DeliveryProps } from '../stacks/delivery';
import { AmbientSystem } from '../stacks/system';
import type { PoolOptions, Settings } from './settings';

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
