import { SailDelivery, type SailDeliveryProps } from '../../lib/mesh/delivery/sail';
import { type AmbientMeshProps, resolveMesh } from '../../lib/mesh/spec';
import { findingsOf } from './findings';

/** What the Sail delivery of a mesh complains of, as text; the version is Sail's newest. */
export const sailFindings = (props: AmbientMeshProps, options: Omit<SailDeliveryProps, 'mesh'> = {}): string =>
  findingsOf(
    chart => new SailDelivery(chart, 'Sail', { mesh: resolveMesh({ version: '1.30.3', ...props }), ...options }),
  );
