import type { Check } from '../../core/checks';
import type { ResolvedMesh } from '../spec';
import { ENVIRONMENT_CHECKS, trustBundleCheck, variableCheck } from './environment-checks';
import { IMAGE_CHECKS } from './image-checks';
import { NAME_CHECKS } from './name-checks';
import { POD_CHECKS, seccompCheck } from './pod-checks';
import { resourceChecks } from './quantity-checks';
import { rolloutCheck, SCALE_CHECKS } from './scale-checks';
import { TEMPLATE_CHECKS } from './template-checks';
import { TEXT_CHECKS } from './text-checks';
import { VERSION_CHECKS } from './version-checks';

/** What istiod enforces: its own, that of the proxies it deploys, and what concerns the whole mesh. */
export const ISTIOD_CHECKS: readonly Check<ResolvedMesh>[] = [
  ...VERSION_CHECKS,
  ...IMAGE_CHECKS,
  ...NAME_CHECKS,
  ...TEXT_CHECKS,
  ...SCALE_CHECKS,
  ...resourceChecks('istiod'),
  ...resourceChecks('proxy'),
  ...resourceChecks('waypoint'),
  ...ENVIRONMENT_CHECKS,
  ...POD_CHECKS,
  ...TEMPLATE_CHECKS,
];

/** What istio-cni enforces. */
export const CNI_CHECKS: readonly Check<ResolvedMesh>[] = [
  rolloutCheck('cni'),
  ...resourceChecks('cni'),
  variableCheck('cni'),
  seccompCheck('cni'),
];

/** What ztunnel enforces. */
export const ZTUNNEL_CHECKS: readonly Check<ResolvedMesh>[] = [
  rolloutCheck('ztunnel'),
  ...resourceChecks('ztunnel'),
  variableCheck('ztunnel'),
  trustBundleCheck('ztunnel'),
];

/** What is asked of a mesh that others than these components deliver. */
export const MESH_CHECKS: readonly Check<ResolvedMesh>[] = [...ISTIOD_CHECKS, ...CNI_CHECKS, ...ZTUNNEL_CHECKS];
