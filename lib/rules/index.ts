import type { Rule } from '../core/rule';
import { affinityIsServed } from './affinity-is-served';
import { agentNamespaceIsPrivileged } from './agent-namespace-is-privileged';
import { alphaGatewayApiIsOn } from './alpha-gateway-api-is-on';
import { ambientIsServed } from './ambient-is-served';
import { apiServerAccepts } from './api-server-accepts';
import { autoImageIsInjected } from './auto-image-is-injected';
import { autoscalerHasTarget } from './autoscaler-has-target';
import { backendExists } from './backend-exists';
import { backendHasWeight } from './backend-has-weight';
import { backendIsGranted } from './backend-is-granted';
import { backendKindIsKnown } from './backend-kind-is-known';
import { backendPortExists } from './backend-port-exists';
import { backendTlsPolicyIsWhole } from './backend-tls-policy-is-whole';
import { budgetLetsPodsGo } from './budget-lets-pods-go';
import { capturedPodHasOwnNetwork } from './captured-pod-has-own-network';
import { certificateIsGranted } from './certificate-is-granted';
import { certificateIsMade } from './certificate-is-made';
import { certificateIsReadable } from './certificate-is-readable';
import { certificateNamesHostname } from './certificate-names-hostname';
import { chartFitsTag } from './chart-fits-tag';
import { classDefaultsAreRead } from './class-defaults-are-read';
import { componentIsInstalledOnce } from './component-is-installed-once';
import { componentsFitIstiod } from './components-fit-istiod';
import { customApiIsServed } from './custom-api-is-served';
import { dataplaneModeIsKnown } from './dataplane-mode-is-known';
import { dataplaneModeIsOnPods } from './dataplane-mode-is-on-pods';
import { definitionFitsIstiod } from './definition-fits-istiod';
import { definitionHasOneOwner } from './definition-has-one-owner';
import { definitionServesKind } from './definition-serves-kind';
import { definitionsAreOfOneBundle } from './definitions-are-of-one-bundle';
import { deployedNameIsFree } from './deployed-name-is-free';
import { derivedNameFits } from './derived-name-fits';
import { encryptedBackendIsCalledByTls } from './encrypted-backend-is-called-by-tls';
import { filterIsKnown } from './filter-is-known';
import { gatewayAddressIsUsed } from './gateway-address-is-used';
import { gatewayClassExists } from './gateway-class-exists';
import { gatewayFitsSecurityLevel } from './gateway-fits-security-level';
import { gatewayLetsClientsIn } from './gateway-lets-clients-in';
import { gatewayNameFitsLabel } from './gateway-name-fits-label';
import { hashIsNotWeighted } from './hash-is-not-weighted';
import { headerIsMatchedOnce } from './header-is-matched-once';
import { headerValueIsParsed } from './header-value-is-parsed';
import { hostHasOneDestinationRule } from './host-has-one-destination-rule';
import { hostIsRoutedOnce } from './host-is-routed-once';
import { imageIsReadable } from './image-is-readable';
import { imageVersionIsStated } from './image-version-is-stated';
import { injectionHasInjector } from './injection-has-injector';
import { istioGetsFixes } from './istio-gets-fixes';
import { kindIsReadInAmbient } from './kind-is-read-in-ambient';
import { kubernetesApiIsServed } from './kubernetes-api-is-served';
import { listenerHasTls } from './listener-has-tls';
import { listenerKindsFitProtocol } from './listener-kinds-fit-protocol';
import { listenerProtocolIsKnown } from './listener-protocol-is-known';
import { listenerWinsItsPort } from './listener-wins-its-port';
import { matchHasOneRoute } from './match-has-one-route';
import { mtlsModeIsKept } from './mtls-mode-is-kept';
import { namespaceHasOneMtlsMode } from './namespace-has-one-mtls-mode';
import { namespaceIsDiscovered } from './namespace-is-discovered';
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
import { passthroughBackendSpeaksTls } from './passthrough-backend-speaks-tls';
import { pathIsNormalized } from './path-is-normalized';
import { podFitsSecurityLevel } from './pod-fits-security-level';
import { podHasOneBudget } from './pod-has-one-budget';
import { podHasOneDataplane } from './pod-has-one-dataplane';
import { policyActionIsServed } from './policy-action-is-served';
import { policyIsSeenByZtunnel } from './policy-is-seen-by-ztunnel';
import { policyLetsWaypointIn } from './policy-lets-waypoint-in';
import { policyPodsAreInMesh } from './policy-pods-are-in-mesh';
import { policySelectorChoosesPods } from './policy-selector-chooses-pods';
import { policySourceIsSomebody } from './policy-source-is-somebody';
import { policyTargetExists } from './policy-target-exists';
import { policyTargetHasWaypoint } from './policy-target-has-waypoint';
import { portAffinityIsRead } from './port-affinity-is-read';
import { portNameFitsProtocol } from './port-name-fits-protocol';
import { queryValueIsLiteral } from './query-value-is-literal';
import { redirectLeadsElsewhere } from './redirect-leads-elsewhere';
import { redirectNamesHost } from './redirect-names-host';
import { redirectedPathHasOneSlash } from './redirected-path-has-one-slash';
import { registryIsServed } from './registry-is-served';
import { regularExpressionIsReached } from './regular-expression-is-reached';
import { replacedPrefixIsWhole } from './replaced-prefix-is-whole';
import { requestPolicyIsForWaypoint } from './request-policy-is-for-waypoint';
import { revisionIsServed } from './revision-is-served';
import { revisionTagHasOneOwner } from './revision-tag-has-one-owner';
import { routeHostnameIsServed } from './route-hostname-is-served';
import { routeIsNotPreempted } from './route-is-not-preempted';
import { routeKindIsTaken } from './route-kind-is-taken';
import { routeNamespaceIsTaken } from './route-namespace-is-taken';
import { routeParentExists } from './route-parent-exists';
import { routeParentTakesRoutes } from './route-parent-takes-routes';
import { routeReachesListener } from './route-reaches-listener';
import { routeSectionIsListener } from './route-section-is-listener';
import { routeVersionIsRead } from './route-version-is-read';
import { ruleHasBackend } from './rule-has-backend';
import { ruleIsReached } from './rule-is-reached';
import { secretHasNoData } from './secret-has-no-data';
import { serviceAccountExists } from './service-account-exists';
import { serviceRouteHasWaypoint } from './service-route-has-waypoint';
import { serviceSelectsPods } from './service-selects-pods';
import { streamHasOneRoute } from './stream-has-one-route';
import { strictModeLetsClientsIn } from './strict-mode-lets-clients-in';
import { subsetChoosesPods } from './subset-chooses-pods';
import { subsetIsThere } from './subset-is-there';
import { targetPortIsContainerPort } from './target-port-is-container-port';
import { textHoldsNoKey } from './text-holds-no-key';
import { tokenIsChecked } from './token-is-checked';
import { tokenIsRequired } from './token-is-required';
import { trafficHostExists } from './traffic-host-exists';
import { trafficRuleIsRead } from './traffic-rule-is-read';
import { variableHoldsNoPassword } from './variable-holds-no-password';
import { waypointExists } from './waypoint-exists';
import { waypointForIsKnown } from './waypoint-for-is-known';
import { waypointHasCapturedPods } from './waypoint-has-captured-pods';
import { waypointIsAppliedFirst } from './waypoint-is-applied-first';
import { waypointIsNotBypassed } from './waypoint-is-not-bypassed';
import { waypointTakesService } from './waypoint-takes-service';
import { webhookIsAnswered } from './webhook-is-answered';
import { ztunnelIsTrusted } from './ztunnel-is-trusted';

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
  routeVersionIsRead, // AMB800
  alphaGatewayApiIsOn, // AMB801
  definitionFitsIstiod, // AMB802
  componentsFitIstiod, // AMB803
  istioGetsFixes, // AMB804
  kubernetesApiIsServed, // AMB805
  componentIsInstalledOnce, // AMB806
  ambientIsServed, // AMB807
  ztunnelIsTrusted, // AMB808
  chartFitsTag, // AMB809
  networkPolicyAdmitsHbone, // AMB810
  networkPolicyLetsHboneOut, // AMB811
  networkPolicyAdmitsProbes, // AMB812
  networkPolicyAdmitsListeners, // AMB813
  networkPolicyAdmitsIstiod, // AMB814
  podHasOneDataplane, // AMB815
  dataplaneModeIsKnown, // AMB816
  dataplaneModeIsOnPods, // AMB817
  injectionHasInjector, // AMB818
  capturedPodHasOwnNetwork, // AMB819
  revisionIsServed, // AMB820
  waypointHasCapturedPods, // AMB821
  namespaceIsDiscovered, // AMB822
  gatewayNameFitsLabel, // AMB823
  deployedNameIsFree, // AMB824
  budgetLetsPodsGo, // AMB825
  podHasOneBudget, // AMB826
  webhookIsAnswered, // AMB827
  definitionHasOneOwner, // AMB828
  definitionsAreOfOneBundle, // AMB829
  definitionServesKind, // AMB830
  textHoldsNoKey, // AMB831
  variableHoldsNoPassword, // AMB832
  registryIsServed, // AMB833
  imageVersionIsStated, // AMB834
  imageIsReadable, // AMB835
  podFitsSecurityLevel, // AMB836
  gatewayFitsSecurityLevel, // AMB837
  agentNamespaceIsPrivileged, // AMB838
  serviceSelectsPods, // AMB839
  targetPortIsContainerPort, // AMB840
  portNameFitsProtocol, // AMB841
  autoscalerHasTarget, // AMB842
  serviceAccountExists, // AMB843
  revisionTagHasOneOwner, // AMB844
  autoImageIsInjected, // AMB845
  customApiIsServed, // AMB846
  policyPodsAreInMesh, // AMB847
  gatewayLetsClientsIn, // AMB860
];
