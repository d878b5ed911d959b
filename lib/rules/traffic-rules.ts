import type { Rule } from '../core/rule';
import { affinityIsServed } from './affinity-is-served';
import { apiServerAccepts } from './api-server-accepts';
import { backendExists } from './backend-exists';
import { backendHasWeight } from './backend-has-weight';
import { backendIsGranted } from './backend-is-granted';
import { backendKindIsKnown } from './backend-kind-is-known';
import { backendPortExists } from './backend-port-exists';
import { backendTlsPolicyIsWhole } from './backend-tls-policy-is-whole';
import { certificateIsGranted } from './certificate-is-granted';
import { certificateIsMade } from './certificate-is-made';
import { certificateIsReadable } from './certificate-is-readable';
import { certificateNamesHostname } from './certificate-names-hostname';
import { classDefaultsAreRead } from './class-defaults-are-read';
import { derivedNameFits } from './derived-name-fits';
import { encryptedBackendIsCalledByTls } from './encrypted-backend-is-called-by-tls';
import { filterIsKnown } from './filter-is-known';
import { gatewayAddressIsUsed } from './gateway-address-is-used';
import { gatewayClassExists } from './gateway-class-exists';
import { grpcBackendSpeaksHttp2 } from './grpc-backend-speaks-http2';
import { hashIsNotWeighted } from './hash-is-not-weighted';
import { headerIsMatchedOnce } from './header-is-matched-once';
import { headerValueIsParsed } from './header-value-is-parsed';
import { hostHasOneDestinationRule } from './host-has-one-destination-rule';
import { hostIsRoutedOnce } from './host-is-routed-once';
import { kindIsReadInAmbient } from './kind-is-read-in-ambient';
import { listenerHasTls } from './listener-has-tls';
import { listenerKindsFitProtocol } from './listener-kinds-fit-protocol';
import { listenerProtocolIsKnown } from './listener-protocol-is-known';
import { listenerWinsItsPort } from './listener-wins-its-port';
import { matchHasOneRoute } from './match-has-one-route';
import { mtlsModeIsKept } from './mtls-mode-is-kept';
import { namespaceHasOneMtlsMode } from './namespace-has-one-mtls-mode';
import { namespaceIsKnown } from './namespace-is-known';
import { nodePortIsAllocatable } from './node-port-is-allocatable';
import { nodePortIsUnique } from './node-port-is-unique';
import { objectIsUnique } from './object-is-unique';
import { overlayIsKnown } from './overlay-is-known';
import { overlayIsReadable } from './overlay-is-readable';
import { overlayPortIsListener } from './overlay-port-is-listener';
import { parametersExist } from './parameters-exist';
import { passthroughBackendSpeaksTls } from './passthrough-backend-speaks-tls';
import { pathIsNormalized } from './path-is-normalized';
import { policyActionIsServed } from './policy-action-is-served';
import { policyIsSeenByZtunnel } from './policy-is-seen-by-ztunnel';
import { policyLetsWaypointIn } from './policy-lets-waypoint-in';
import { policySelectorChoosesPods } from './policy-selector-chooses-pods';
import { policySourceIsSomebody } from './policy-source-is-somebody';
import { policyTargetExists } from './policy-target-exists';
import { policyTargetHasWaypoint } from './policy-target-has-waypoint';
import { portAffinityIsRead } from './port-affinity-is-read';
import { queryValueIsLiteral } from './query-value-is-literal';
import { redirectLeadsElsewhere } from './redirect-leads-elsewhere';
import { redirectNamesHost } from './redirect-names-host';
import { redirectedPathHasOneSlash } from './redirected-path-has-one-slash';
import { regularExpressionIsReached } from './regular-expression-is-reached';
import { replacedPrefixIsWhole } from './replaced-prefix-is-whole';
import { requestPolicyIsForWaypoint } from './request-policy-is-for-waypoint';
import { routeHostnameIsServed } from './route-hostname-is-served';
import { routeIsNotPreempted } from './route-is-not-preempted';
import { routeKindIsTaken } from './route-kind-is-taken';
import { routeNamespaceIsTaken } from './route-namespace-is-taken';
import { routeParentExists } from './route-parent-exists';
import { routeParentTakesRoutes } from './route-parent-takes-routes';
import { routeReachesListener } from './route-reaches-listener';
import { routeSectionIsListener } from './route-section-is-listener';
import { routedHostIsCertified } from './routed-host-is-certified';
import { ruleHasBackend } from './rule-has-backend';
import { ruleIsReached } from './rule-is-reached';
import { secretHasNoData } from './secret-has-no-data';
import { serviceRouteHasWaypoint } from './service-route-has-waypoint';
import { streamHasOneRoute } from './stream-has-one-route';
import { strictModeLetsClientsIn } from './strict-mode-lets-clients-in';
import { subsetChoosesPods } from './subset-chooses-pods';
import { subsetIsThere } from './subset-is-there';
import { tokenIsChecked } from './token-is-checked';
import { tokenIsRequired } from './token-is-required';
import { trafficHostExists } from './traffic-host-exists';
import { trafficRuleIsRead } from './traffic-rule-is-read';
import { waypointExists } from './waypoint-exists';
import { waypointForIsKnown } from './waypoint-for-is-known';
import { waypointIsAppliedFirst } from './waypoint-is-applied-first';
import { waypointIsNotBypassed } from './waypoint-is-not-bypassed';
import { waypointTakesService } from './waypoint-takes-service';

/** Rules of what is synthesized at all, and of routes, listeners, policies and waypoints, by id. */
export const TRAFFIC_RULES: readonly Rule[] = [
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
  grpcBackendSpeaksHttp2, // AMB615
  listenerWinsItsPort, // AMB620
  listenerProtocolIsKnown, // AMB621
  listenerKindsFitProtocol, // AMB622
  listenerHasTls, // AMB623
  certificateIsMade, // AMB630
  certificateIsReadable, // AMB631
  certificateIsGranted, // AMB632
  certificateNamesHostname, // AMB633
  routedHostIsCertified, // AMB634
  parametersExist, // AMB640
  overlayIsKnown, // AMB641
  overlayIsReadable, // AMB642
  overlayPortIsListener, // AMB643
  nodePortIsAllocatable, // AMB644
  nodePortIsUnique, // AMB645
  derivedNameFits, // AMB650
  gatewayAddressIsUsed, // AMB651
  namespaceIsKnown, // AMB652
  portAffinityIsRead, // AMB653
  subsetIsThere, // AMB654
  subsetChoosesPods, // AMB655
  hostHasOneDestinationRule, // AMB656
  namespaceHasOneMtlsMode, // AMB657
  redirectNamesHost, // AMB658
  kindIsReadInAmbient, // AMB659
  headerValueIsParsed, // AMB660
  regularExpressionIsReached, // AMB661
  ruleIsReached, // AMB662
  matchHasOneRoute, // AMB663
  routeIsNotPreempted, // AMB664
  pathIsNormalized, // AMB665
  queryValueIsLiteral, // AMB666
  headerIsMatchedOnce, // AMB667
  replacedPrefixIsWhole, // AMB668
  redirectedPathHasOneSlash, // AMB669
  redirectLeadsElsewhere, // AMB670
  ruleHasBackend, // AMB671
  backendHasWeight, // AMB672
  streamHasOneRoute, // AMB673
  passthroughBackendSpeaksTls, // AMB674
  encryptedBackendIsCalledByTls, // AMB675
  backendTlsPolicyIsWhole, // AMB676
  classDefaultsAreRead, // AMB677
  waypointExists, // AMB678
  waypointForIsKnown, // AMB679
  waypointTakesService, // AMB680
  waypointIsAppliedFirst, // AMB681
  waypointIsNotBypassed, // AMB682
  serviceRouteHasWaypoint, // AMB683
  policyTargetExists, // AMB684
  policyTargetHasWaypoint, // AMB685
  policyIsSeenByZtunnel, // AMB686
  policyActionIsServed, // AMB687
  requestPolicyIsForWaypoint, // AMB688
  tokenIsRequired, // AMB689
  policySelectorChoosesPods, // AMB690
  policySourceIsSomebody, // AMB691
  policyLetsWaypointIn, // AMB692
  strictModeLetsClientsIn, // AMB693
  mtlsModeIsKept, // AMB694
  tokenIsChecked, // AMB695
  affinityIsServed, // AMB696
  hashIsNotWeighted, // AMB697
  trafficRuleIsRead, // AMB698
  trafficHostExists, // AMB699
];
