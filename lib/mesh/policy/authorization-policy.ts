import { Construct } from 'constructs';
import {
  AuthorizationPolicySpecAction as Action,
  AuthorizationPolicy as AuthorizationPolicyResource,
} from '../../../imports/security.istio.io';
import { enforce } from '../../core/checks';
import { meshOrDefault, rootNamespaceOf } from '../identity';
import type { ResolvedMesh } from '../spec';
import { AUTHORIZATION_CHECKS, type CheckedAuthorization } from './authorization-checks';
import { type ConnectionRule, type RequestRule, toRule } from './authorization-rule';
import { type PolicyTarget, policyNamespace, toTargetRefs } from './target';
import { TARGET_CHECKS } from './target-checks';

/** A policy about connections, or one about requests: `targets` makes the difference. */
export type AuthorizationPolicyProps = ConnectionPolicyProps | RequestPolicyProps;

/** Enforced by ztunnel for the pods of a namespace, at connections: what only a request shows cannot be said. */
export interface ConnectionPolicyProps extends PolicyProps {
  /** metadata.namespace; the root namespace for every pod of the mesh. */
  readonly namespace: string;

  readonly targets?: undefined;

  /**
   * Labels of the pods that it protects.
   * @default - every pod of the namespace
   */
  readonly selector?: Readonly<Record<string, string>>;

  /**
   * @default 'ALLOW'
   */
  readonly action?: 'ALLOW' | 'DENY';

  /** One of them must hold. Without any, `ALLOW` lets nobody in. */
  readonly rules: readonly ConnectionRule[];
}

/** Enforced by a waypoint or a gateway, at requests. Where nothing sends the traffic through the waypoint it is not enforced. */
export interface RequestPolicyProps extends PolicyProps {
  /** The waypoints, Gateways, Services or ServiceEntries that enforce it, all in one namespace. */
  readonly targets: readonly PolicyTarget[];

  /**
   * metadata.namespace.
   * @default - the namespace of the targets
   */
  readonly namespace?: string;

  readonly selector?: undefined;

  /**
   * `AUDIT` only logs, `CUSTOM` asks `provider`.
   * @default 'ALLOW'
   */
  readonly action?: 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';

  /**
   * An external authorizer: the name of an extensionProvider of the mesh; with `CUSTOM` only.
   * @default - none
   */
  readonly provider?: string;

  /** One of them must hold. Without any, `ALLOW` lets nobody in. */
  readonly rules: readonly RequestRule[];
}

interface PolicyProps {
  /** metadata.name. */
  readonly name: string;

  /**
   * The mesh, whose trust domain and root namespace count.
   * @default - one without options
   */
  readonly mesh?: ResolvedMesh;
}

/** The props with every default. */
interface ResolvedAuthorization extends CheckedAuthorization {
  readonly namespace: string;
  readonly targets?: readonly PolicyTarget[];
  readonly rootNamespace: string;
  readonly mesh: ResolvedMesh;
}

function resolve(props: AuthorizationPolicyProps): ResolvedAuthorization {
  const mesh = meshOrDefault(props.mesh);
  return {
    namespace: policyNamespace(props),
    action: props.action ?? 'ALLOW',
    provider: props.targets === undefined ? undefined : props.provider,
    selector: props.selector,
    targets: props.targets,
    rules: props.rules,
    rootNamespace: rootNamespaceOf(mesh),
    mesh,
  };
}

/**
 * Who may reach what. Connection policies know identities and ports and work everywhere in the mesh; request policies
 * know methods, paths, hosts and tokens too, and are attached to what enforces them, so none is dropped in silence.
 * @see https://istio.io/latest/docs/ambient/usage/l4-policy/
 * @see https://istio.io/latest/docs/ambient/usage/l7-features/
 */
export class AuthorizationPolicy extends Construct {
  constructor(scope: Construct, id: string, props: AuthorizationPolicyProps) {
    super(scope, id);
    const policy = resolve(props);
    enforce(this, AUTHORIZATION_CHECKS, policy);
    enforce(this, TARGET_CHECKS, policy);
    new AuthorizationPolicyResource(this, 'Resource', {
      metadata: { name: props.name, namespace: policy.namespace },
      spec: {
        targetRefs: toTargetRefs(policy.targets),
        selector: policy.selector && { matchLabels: { ...policy.selector } },
        action: Action[policy.action],
        provider: policy.provider === undefined ? undefined : { name: policy.provider },
        rules: (policy.rules.length === 0 ? undefined : policy.rules.map(rule => toRule(rule, policy.mesh))) as never,
      },
    });
  }
}

export interface DefaultDenyProps {
  /** metadata.namespace; the root namespace for the whole mesh. */
  readonly namespace: string;

  /**
   * metadata.name.
   * @default 'allow-nothing'
   */
  readonly name?: string;
}

/**
 * Lets nobody reach the pods of a namespace but those whom another policy allows. It holds for Gateways there too: they
 * want a policy with them as the target.
 * @see https://istio.io/latest/docs/ops/best-practices/security/#use-default-deny-patterns
 */
export class DefaultDeny extends Construct {
  constructor(scope: Construct, id: string, { namespace, name = 'allow-nothing' }: DefaultDenyProps) {
    super(scope, id);
    new AuthorizationPolicyResource(this, 'Resource', { metadata: { name, namespace }, spec: {} });
  }
}
