import type { ObjectIndex } from '../../core/object-index';
import type { Stored } from './cluster';
import { at, type Fields, objectsOf, textOf } from './fields';
import {
  AUTHORIZATION_POLICY,
  GATEWAY,
  GATEWAY_CLASS,
  type KindId,
  kindId,
  REQUEST_AUTHENTICATION,
  SERVICE,
  SERVICE_ENTRY,
  TELEMETRY,
  WASM_PLUGIN,
} from './kinds';
import { modelOf } from './model';

/** What a policy is attached to. */
export interface PolicyTargetReference {
  readonly policy: Stored;
  readonly kind: KindId;
  readonly name: string;
  /** In the words of a message, `Service app/web`. */
  readonly title: string;
}

const POLICIES: readonly KindId[] = [AUTHORIZATION_POLICY, REQUEST_AUTHENTICATION, WASM_PLUGIN, TELEMETRY];

/** The kinds that policies can be attached to. */
export const TARGET_KINDS: ReadonlySet<KindId> = new Set([GATEWAY, GATEWAY_CLASS, SERVICE, SERVICE_ENTRY]);

/** Every target of every policy; all are in the namespace of the policy. */
export function* policyTargets(index: ObjectIndex): Iterable<PolicyTargetReference> {
  for (const policyKind of POLICIES) {
    for (const policy of modelOf(index).cluster.ofKind(policyKind)) {
      for (const target of targetsIn(policy.object.spec)) {
        const [group = '', kind = '', name = ''] = [target.group, target.kind, target.name].map(textOf);
        const id = kindId(group === 'core' ? '' : group, kind);
        const place = id === GATEWAY_CLASS ? name : `${policy.namespace}/${name}`;
        yield { policy, kind: id, name, title: `${kind} ${place}` };
      }
    }
  }
}

function targetsIn(spec: unknown): readonly Fields[] {
  const targets = objectsOf(at(spec, 'targetRefs'));
  return targets.length > 0 ? targets : objectsOf([at(spec, 'targetRef')]);
}
