import type { Rule } from '../core/rule';
import { agentNamespaceIsPrivileged } from './agent-namespace-is-privileged';
import { alphaGatewayApiIsOn } from './alpha-gateway-api-is-on';
import { ambientIsServed } from './ambient-is-served';
import { autoImageIsInjected } from './auto-image-is-injected';
import { autoscalerHasTarget } from './autoscaler-has-target';
import { budgetLetsPodsGo } from './budget-lets-pods-go';
import { capturedPodHasOwnNetwork } from './captured-pod-has-own-network';
import { chartFitsTag } from './chart-fits-tag';
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
import { gatewayFitsSecurityLevel } from './gateway-fits-security-level';
import { gatewayNameFitsLabel } from './gateway-name-fits-label';
import { imageIsReadable } from './image-is-readable';
import { imageVersionIsStated } from './image-version-is-stated';
import { injectionHasInjector } from './injection-has-injector';
import { istioGetsFixes } from './istio-gets-fixes';
import { istioLabelIsRead } from './istio-label-is-read';
import { kubernetesApiIsServed } from './kubernetes-api-is-served';
import { namespaceIsDiscovered } from './namespace-is-discovered';
import { networkPolicyAdmitsHbone } from './network-policy-admits-hbone';
import { networkPolicyAdmitsIstiod } from './network-policy-admits-istiod';
import { networkPolicyAdmitsListeners } from './network-policy-admits-listeners';
import { networkPolicyAdmitsProbes } from './network-policy-admits-probes';
import { networkPolicyLetsHboneOut } from './network-policy-lets-hbone-out';
import { podFitsSecurityLevel } from './pod-fits-security-level';
import { podHasOneBudget } from './pod-has-one-budget';
import { podHasOneDataplane } from './pod-has-one-dataplane';
import { policyPodsAreInMesh } from './policy-pods-are-in-mesh';
import { portNameFitsProtocol } from './port-name-fits-protocol';
import { registryIsServed } from './registry-is-served';
import { revisionIsServed } from './revision-is-served';
import { revisionTagHasOneOwner } from './revision-tag-has-one-owner';
import { routeVersionIsRead } from './route-version-is-read';
import { serviceAccountExists } from './service-account-exists';
import { serviceSelectsPods } from './service-selects-pods';
import { targetPortIsContainerPort } from './target-port-is-container-port';
import { textHoldsNoKey } from './text-holds-no-key';
import { variableHoldsNoPassword } from './variable-holds-no-password';
import { waypointHasCapturedPods } from './waypoint-has-captured-pods';
import { webhookIsAnswered } from './webhook-is-answered';
import { ztunnelIsTrusted } from './ztunnel-is-trusted';

/** Rules of pods, namespaces, versions, images and ownership, by id. */
export const CLUSTER_RULES: readonly Rule[] = [
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
  istioLabelIsRead, // AMB848
];
