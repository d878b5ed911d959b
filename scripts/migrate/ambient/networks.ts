import type { Manifest } from '../manifest';
import type { Remarks } from '../remarks';
import { namespaceOf } from './sidecars';

const HBONE_PORT = 15008;

/** NetworkPolicies that would cut the mesh off: it comes in on one port, whatever port is meant. */
export function checkNetworkPolicies(manifests: readonly Manifest[], namespace: string, remarks: Remarks): void {
  for (const policy of manifests.filter(each => isNetworkPolicy(each) && namespaceOf(each) === namespace)) {
    for (const field of closedDirections(policy)) {
      remarks.add('AMB766', policy, policy.object.spec?.[field] === undefined ? ['spec'] : ['spec', field], {
        level: 'error',
        found: `a NetworkPolicy without port ${HBONE_PORT} for ${field}`,
        expected: `TCP port ${HBONE_PORT} from and to pods of the mesh: mTLS goes there, whatever port is meant`,
        cure: `add ${HBONE_PORT}, and for probes of the kubelet 169.254.7.127/32`,
      });
    }
  }
}

const isNetworkPolicy = ({ object: { kind, apiVersion } }: Manifest) =>
  kind === 'NetworkPolicy' && apiVersion === 'networking.k8s.io/v1';

/** Of `ingress` and `egress` those that a policy is about and that do not let mTLS through. */
function closedDirections({ object: { spec = {} } }: Manifest): string[] {
  const types: string[] = spec.policyTypes ?? ['Ingress', ...(spec.egress === undefined ? [] : ['Egress'])];
  const rules = (field: string): Rule[] => spec[field] ?? [];
  return types.map(type => type.toLowerCase()).filter(field => !rules(field).some(letsHbone));
}

interface Rule {
  readonly ports?: readonly {
    readonly protocol?: string;
    readonly port?: number | string;
    readonly endPort?: number;
  }[];
}

function letsHbone({ ports = [] }: Rule): boolean {
  return (
    ports.length === 0 ||
    ports.some(({ protocol = 'TCP', port, endPort }) => {
      if (protocol !== 'TCP' || typeof port === 'string') return false;
      return port === undefined || (port <= HBONE_PORT && HBONE_PORT <= (endPort ?? port));
    })
  );
}
