import { httpAttributes, type PolicyRule } from '../../../lib/rules/model/policy-rules';
import type { FieldPath, Manifest } from '../manifest';
import type { Remark } from '../remarks';

/** What a resource means for the move of its namespace. */
export interface Verdict {
  readonly id: string;
  readonly at: FieldPath;
  readonly remark: Remark;
  /** Whether it is applied by a waypoint and by nothing else. */
  readonly needsWaypoint: boolean;
}

type Judge = (spec: Spec) => Verdict | undefined;

// biome-ignore lint/suspicious/noExplicitAny: a resource as somebody wrote it
type Spec = any;

const hasTargets = (spec: Spec) => spec.targetRef !== undefined || (spec.targetRefs ?? []).length > 0;

const verdict = (id: string, at: FieldPath, needsWaypoint: boolean, remark: Remark): Verdict => ({
  id,
  at,
  remark,
  needsWaypoint,
});

const mustTarget = (found: string): Verdict =>
  verdict('AMB763', ['spec'], true, {
    level: 'error',
    found,
    expected:
      'targetRefs to a Service or a waypoint, in the root namespace to GatewayClass istio-waypoint: ztunnel sees connections, not requests',
    cure: 'write a second one with targetRefs, and take this away when the pods have no sidecars any more',
  });

const ignored =
  (level: Remark['level'], found: string, cure: string): Judge =>
  () =>
    verdict('AMB762', ['kind'], false, { level, found, expected: 'what ztunnel and waypoints read', cure });

function authorization(spec: Spec): Verdict | undefined {
  if (hasTargets(spec)) return undefined;
  const attributes = [...new Set((spec.rules ?? []).flatMap((rule: PolicyRule) => httpAttributes(rule)))];
  const { action = 'ALLOW' } = spec;
  if (attributes.length > 0) return mustTarget(`rules about requests (${attributes.join(', ')}) for pods`);
  return ['CUSTOM', 'AUDIT'].includes(action) ? mustTarget(`action ${action} for pods`) : undefined;
}

function virtualService(spec: Spec): Verdict | undefined {
  const gateways: string[] = spec.gateways ?? ['mesh'];
  if (!gateways.includes('mesh')) return undefined;
  return verdict('AMB764', ['kind'], true, {
    level: 'error',
    found: `a VirtualService for calls inside the mesh to ${(spec.hosts ?? []).join(', ')}`,
    expected: 'an HTTPRoute whose parentRef is the Service: at waypoints a VirtualService is alpha',
    cure: 'write the HTTPRoute; never both for one Service',
  });
}

function destinationRule(spec: Spec): Verdict | undefined {
  if ((spec.subsets ?? []).length > 0) {
    const names = spec.subsets.map(({ name }: { name: string }) => name).join(', ');
    return verdict('AMB765', ['spec', 'subsets'], true, {
      level: 'error',
      found: `subsets ${names}`,
      expected: 'a Service for each version: routes split between Services, and know no subsets',
      cure: 'add a Service with the labels of each subset',
    });
  }
  if (spec.trafficPolicy === undefined) return undefined;
  return verdict('AMB764', ['spec', 'trafficPolicy'], true, {
    level: 'info',
    found: `a traffic policy for ${spec.host}`,
    expected: 'a waypoint, which applies it as it is',
    cure: 'keep it',
  });
}

function peerAuthentication(spec: Spec): Verdict | undefined {
  const modes = [
    spec.mtls?.mode,
    ...Object.values<{ mode?: string }>(spec.portLevelMtls ?? {}).map(({ mode }) => mode),
  ];
  if (!modes.includes('DISABLE')) return undefined;
  return verdict('AMB767', ['spec'], false, {
    level: 'error',
    found: 'mode DISABLE',
    expected: 'STRICT or PERMISSIVE: between pods in the mesh ztunnel always speaks mTLS',
    cure: 'write PERMISSIVE, or keep the pods out by istio.io/dataplane-mode: none',
  });
}

/** By kind and API group. @see https://istio.io/latest/docs/ambient/migrate/migrate-policies/ */
const JUDGES: Readonly<Record<string, Judge>> = {
  'AuthorizationPolicy.security.istio.io': authorization,
  'RequestAuthentication.security.istio.io': spec =>
    hasTargets(spec) ? undefined : mustTarget('a check of tokens for pods'),
  'WasmPlugin.extensions.istio.io': spec => (hasTargets(spec) ? undefined : mustTarget('a plugin for pods')),
  'PeerAuthentication.security.istio.io': peerAuthentication,
  'VirtualService.networking.istio.io': virtualService,
  'DestinationRule.networking.istio.io': destinationRule,
  'EnvoyFilter.networking.istio.io': ignored(
    'error',
    'an EnvoyFilter, which waypoints ignore without a word',
    'say what it does by a route, a policy or a WasmPlugin, before the pods lose their sidecars',
  ),
  'Sidecar.networking.istio.io': ignored(
    'info',
    'a Sidecar',
    'take it away at the end: ztunnel asks for what it needs',
  ),
  'ProxyConfig.networking.istio.io': ignored('info', 'a ProxyConfig', 'take it away at the end'),
};

/** What an Istio resource of a moving namespace means; undefined where it works as it is. */
export function judge({ object }: Manifest): Verdict | undefined {
  const [group] = object.apiVersion.split('/');
  const key = `${object.kind}.${group}`;
  return Object.hasOwn(JUDGES, key) ? JUDGES[key](object.spec ?? {}) : undefined;
}
