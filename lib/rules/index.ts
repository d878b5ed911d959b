import type { Rule } from '../core/rule';
import { apiServerAccepts } from './api-server-accepts';
import { backendExists } from './backend-exists';
import { backendIsGranted } from './backend-is-granted';
import { backendKindIsKnown } from './backend-kind-is-known';
import { backendPortExists } from './backend-port-exists';
import { certificateIsGranted } from './certificate-is-granted';
import { certificateIsMade } from './certificate-is-made';
import { certificateIsReadable } from './certificate-is-readable';
import { certificateNamesHostname } from './certificate-names-hostname';
import { derivedNameFits } from './derived-name-fits';
import { filterIsKnown } from './filter-is-known';
import { gatewayAddressIsUsed } from './gateway-address-is-used';
import { gatewayClassExists } from './gateway-class-exists';
import { hostIsRoutedOnce } from './host-is-routed-once';
import { listenerHasTls } from './listener-has-tls';
import { listenerKindsFitProtocol } from './listener-kinds-fit-protocol';
import { listenerProtocolIsKnown } from './listener-protocol-is-known';
import { listenerWinsItsPort } from './listener-wins-its-port';
import { namespaceIsKnown } from './namespace-is-known';
import { networkPolicyAdmitsHbone } from './network-policy-admits-hbone';
import { networkPolicyAdmitsIstiod } from './network-policy-admits-istiod';
import { networkPolicyAdmitsListeners } from './network-policy-admits-listeners';
import { networkPolicyAdmitsProbes } from './network-policy-admits-probes';
import { networkPolicyLetsHboneOut } from './network-policy-lets-hbone-out';
import { nodePortIsAllocatable } from './node-port-is-allocatable';
import { nodePortIsUnique } from './node-port-is-unique';
import { objectIsUnique } from './object-is-unique';
import { overlayIsKnown } from './overlay-is-known';
import { overlayIsReadable } from './overlay-is-readable';
import { overlayPortIsListener } from './overlay-port-is-listener';
import { parametersExist } from './parameters-exist';
import { routeHostnameIsServed } from './route-hostname-is-served';
import { routeKindIsTaken } from './route-kind-is-taken';
import { routeNamespaceIsTaken } from './route-namespace-is-taken';
import { routeParentExists } from './route-parent-exists';
import { routeParentTakesRoutes } from './route-parent-takes-routes';
import { routeReachesListener } from './route-reaches-listener';
import { routeSectionIsListener } from './route-section-is-listener';
import { secretHasNoData } from './secret-has-no-data';

/** Every rule over the synthesized objects, by id. */
export const RULES: readonly Rule[] = [
  objectIsUnique, // AMB002
  secretHasNoData, // AMB003
  hostIsRoutedOnce, // AMB280
  apiServerAccepts, // AMB600
  routeParentExists, // AMB601
  routeParentTakesRoutes, // AMB602
  gatewayClassExists, // AMB603
  routeSectionIsListener, // AMB604
  routeHostnameIsServed, // AMB605
  routeNamespaceIsTaken, // AMB606
  routeKindIsTaken, // AMB607
  routeReachesListener, // AMB608
  backendExists, // AMB610
  backendPortExists, // AMB611
  backendIsGranted, // AMB612
  backendKindIsKnown, // AMB613
  filterIsKnown, // AMB614
  listenerWinsItsPort, // AMB620
  listenerProtocolIsKnown, // AMB621
  listenerKindsFitProtocol, // AMB622
  listenerHasTls, // AMB623
  certificateIsMade, // AMB630
  certificateIsReadable, // AMB631
  certificateIsGranted, // AMB632
  certificateNamesHostname, // AMB633
  parametersExist, // AMB640
  overlayIsKnown, // AMB641
  overlayIsReadable, // AMB642
  overlayPortIsListener, // AMB643
  nodePortIsAllocatable, // AMB644
  nodePortIsUnique, // AMB645
  derivedNameFits, // AMB650
  gatewayAddressIsUsed, // AMB651
  namespaceIsKnown, // AMB652
  networkPolicyAdmitsHbone, // AMB810
  networkPolicyLetsHboneOut, // AMB811
  networkPolicyAdmitsProbes, // AMB812
  networkPolicyAdmitsListeners, // AMB813
  networkPolicyAdmitsIstiod, // AMB814
];
