import type { FieldPath, Manifest } from '../manifest';
import type { Remarks } from '../remarks';
import { classOf, type Ingress } from './ingress';

const SERVED = 'networking.k8s.io/v1';

/** The Ingresses that are to be converted; the others are listed. */
export function readIngresses(
  manifests: readonly Manifest[],
  ingressClass: string | undefined,
  remarks: Remarks,
): Manifest[] {
  return manifests.filter(manifest => {
    const { apiVersion, kind } = manifest.object;
    if (kind !== 'Ingress' || !/^(networking\.k8s\.io|extensions)\//.test(apiVersion)) return false;
    if (apiVersion !== SERVED) {
      remarks.add('AMB751', manifest, ['apiVersion'], {
        level: 'error',
        found: `an Ingress of ${apiVersion}`,
        expected: `${SERVED}: no cluster since Kubernetes 1.22 serves another`,
        cure: `write it as ${SERVED} first; kubectl get ingress -o yaml does`,
      });
      return false;
    }
    const own = classOf(manifest.object as Ingress);
    if (ingressClass === undefined || own === ingressClass) return true;
    remarks.add('AMB759', manifest, ['spec', 'ingressClassName'], {
      level: 'info',
      found: `an Ingress of ${own === undefined ? 'no class' : `class ${own}`}`,
      expected: `class ${ingressClass}; it is left alone`,
      cure: 'run this without --ingress-class for Ingresses of every class',
    });
    return false;
  });
}

/** The fields that are read. */
const FIELDS = {
  spec: ['ingressClassName', 'defaultBackend', 'tls', 'rules'],
  rule: ['host', 'http'],
  path: ['path', 'pathType', 'backend'],
};

/** Lists hosts that mean something else to routes, and fields that nobody knows. */
export function listWhatIsUnknown(manifest: Manifest, remarks: Remarks): void {
  const { spec = {} } = manifest.object as Ingress;
  const unknown = (value: object, known: readonly string[], at: FieldPath) => {
    for (const field of Object.keys(value).filter(each => !known.includes(each))) {
      remarks.add('AMB757', manifest, [...at, field], {
        level: 'error',
        found: `field ${field}`,
        expected: `fields of an Ingress: ${known.join(', ')}`,
        cure: 'look up what it does, or take it away',
      });
    }
  };
  unknown(spec, FIELDS.spec, ['spec']);
  for (const [index, rule] of (spec.rules ?? []).entries()) {
    const at: FieldPath = ['spec', 'rules', index];
    unknown(rule, FIELDS.rule, at);
    if (rule.host?.startsWith('*.')) listWildcard(manifest, at, rule.host, remarks);
    for (const [number, path] of (rule.http?.paths ?? []).entries()) {
      unknown(path, FIELDS.path, [...at, 'http', 'paths', number]);
    }
  }
}

function listWildcard(manifest: Manifest, at: FieldPath, host: string, remarks: Remarks): void {
  remarks.add('AMB756', manifest, [...at, 'host'], {
    level: 'warning',
    found: `host ${host}`,
    expected: `exactly one label in the place of *; as a hostname of a route it takes a.b${host.slice(1)} too`,
    cure: 'write each host, or let the app refuse others',
  });
}
