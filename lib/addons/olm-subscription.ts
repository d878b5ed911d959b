import { Construct } from 'constructs';
import type * as generated from '../../imports/operators.coreos.com';
import { type Check, enforce } from '../core/checks';

export interface OlmSubscriptionProps {
  /** The package of the operator in its catalogue, and metadata.name of the Subscription. */
  readonly name: string;

  /**
   * metadata.namespace: where the operator runs.
   * @default 'openshift-operators' - where operators that watch all namespaces run on OpenShift
   */
  readonly namespace?: string;

  /**
   * The channel of updates.
   * @default 'stable'
   */
  readonly channel?: string;

  /**
   * The catalogue.
   * @default 'community-operators'
   */
  readonly source?: string;

  /**
   * The namespace of the catalogue.
   * @default 'openshift-marketplace'
   */
  readonly sourceNamespace?: string;

  /**
   * Whether updates install themselves or wait for someone to approve them.
   * @default 'Automatic'
   */
  readonly installPlanApproval?: 'Automatic' | 'Manual';

  /**
   * The version to begin with, as the catalogue names it.
   * @default - the newest of the channel
   */
  readonly startingCSV?: string;

  /**
   * The OperatorGroup, of which a namespace has exactly one: `all-namespaces` and `own-namespace` say what the operator
   * watches, `existing` makes none.
   * @default - `existing` in `openshift-operators` and `operators`, which have one; `all-namespaces` elsewhere
   * @see https://olm.operatorframework.io/docs/advanced-tasks/operator-scoping-with-operatorgroups/
   */
  readonly operatorGroup?: 'all-namespaces' | 'own-namespace' | 'existing';
}

/** Namespaces that come with an OperatorGroup for all namespaces. */
const GLOBAL_NAMESPACES = ['openshift-operators', 'operators'];

function resolve(props: OlmSubscriptionProps) {
  const namespace = props.namespace ?? 'openshift-operators';
  return {
    name: props.name,
    namespace,
    channel: props.channel ?? 'stable',
    source: props.source ?? 'community-operators',
    sourceNamespace: props.sourceNamespace ?? 'openshift-marketplace',
    installPlanApproval: props.installPlanApproval ?? 'Automatic',
    startingCSV: props.startingCSV,
    operatorGroup: props.operatorGroup ?? (GLOBAL_NAMESPACES.includes(namespace) ? 'existing' : 'all-namespaces'),
  };
}

type ResolvedSubscription = ReturnType<typeof resolve>;

const CHECKS: Check<ResolvedSubscription>[] = [
  {
    id: 'AMB720',
    when: ({ namespace, operatorGroup }) => GLOBAL_NAMESPACES.includes(namespace) && operatorGroup !== 'existing',
    found: ({ namespace, operatorGroup }) => `operatorGroup "${operatorGroup}" in namespace ${namespace}`,
    expected: 'one OperatorGroup in a namespace; this one comes with its own, and two stop every operator in it',
    cure: 'leave operatorGroup out, or choose another namespace',
  },
];

/**
 * An operator that the Operator Lifecycle Manager installs and updates.
 * @see https://olm.operatorframework.io/docs/concepts/crds/subscription/
 */
export class OlmSubscription extends Construct {
  constructor(scope: Construct, id: string, props: OlmSubscriptionProps) {
    super(scope, id);
    // loaded here, so that a system without it does not pay for it
    const { OperatorGroup, Subscription }: typeof generated = require('../../imports/operators.coreos.com');
    const subscription = resolve(props);
    enforce(this, CHECKS, subscription);
    const { name, namespace, operatorGroup, installPlanApproval, startingCSV, ...place } = subscription;
    if (operatorGroup !== 'existing') {
      const targetNamespaces = operatorGroup === 'own-namespace' ? [namespace] : undefined;
      new OperatorGroup(this, 'Group', { metadata: { name: namespace, namespace }, spec: { targetNamespaces } });
    }
    new Subscription(this, 'Resource', {
      metadata: { name, namespace },
      spec: {
        name,
        channel: place.channel,
        source: place.source,
        sourceNamespace: place.sourceNamespace,
        installPlanApproval,
        startingCsv: startingCSV,
      },
    });
  }
}
