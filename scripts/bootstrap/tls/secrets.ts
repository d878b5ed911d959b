import { X509Certificate } from 'node:crypto';
import { APPLY_FLAGS, applySet, findParent, PART_OF, writeParent } from '../apply-set/apply-set';
import type { Session } from '../session';
import { FOLDER, tlsMaterial } from './material';
import type { NeededSecret } from './needed';
import { makeAuthority, makeCertificate } from './openssl';

/** The Secrets that `up` made from files. */
export const TLS = applySet('cdk8s-istio-ambient-tls');

/** A certificate that ends within this time is told of. */
const SOON_MS = 30 * 24 * 3600 * 1000;

/** Makes the Secrets that are not there; replaces ours with `rotate`, never those of others. */
export async function ensureSecrets(session: Session, needed: readonly NeededSecret[], rotate: boolean): Promise<void> {
  if (needed.length === 0) return;
  const { kubectl } = session;
  const parent = (await findParent(kubectl, TLS)) ?? { kinds: [], data: {} };
  await writeParent(kubectl, TLS, { ...parent, kinds: ['Secret'] });
  for (const secret of needed) await ensureSecret(session, secret, rotate);
}

async function ensureSecret(session: Session, { namespace, name, hostnames }: NeededSecret, rotate: boolean) {
  const { kubectl, report } = session;
  const label = PART_OF.replaceAll('.', '\\.');
  const columns = `jsonpath={.metadata.name} {.metadata.labels.${label}} {.data.tls\\.crt}`;
  const found = await kubectl.text(['get', 'secret', name, '-n', namespace, '--ignore-not-found', '-o', columns]);
  const [there, set, certificate] = found.split(' ');
  const ours = set === TLS.id;
  const what = `Secret ${namespace}/${name}`;
  if (there !== undefined && there !== '' && !(ours && rotate)) {
    report.line(`   ${what} is there${ours ? expiry(certificate) : ', and up did not make it'}`);
    return;
  }
  if (session.dryRun) return printCalls(session, { name, namespace, hostnames });
  const { key, chain, authority } = await tlsMaterial(session, `${namespace}.${name}`, hostnames, rotate);
  const manifest = {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/tls',
    metadata: { name, namespace, labels: { [PART_OF]: TLS.id } },
    data: { 'tls.crt': encode(chain), 'tls.key': encode(key), 'ca.crt': encode(authority) },
  };
  await kubectl.text(['apply', ...APPLY_FLAGS, '--force-conflicts', '-f', '-'], { input: JSON.stringify(manifest) });
  report.line(`   ${what} ${ours ? 'replaced' : 'made'} for ${hostnames.join(', ')}`);
}

/** Dry runs that have printed how the authority of all certificates is made. */
const authorityPrinted = new WeakSet<Session>();

/** The calls for a Secret, without its content. */
async function printCalls(
  session: Session,
  { name, namespace, hostnames }: Pick<NeededSecret, 'name' | 'namespace' | 'hostnames'>,
): Promise<void> {
  const { run, state, clusterFolder, kubectl } = session;
  const folder = (part: string) => state.path(clusterFolder, FOLDER, part);
  const authority = folder('authority');
  const nothing = () => undefined;
  if (!authorityPrinted.has(session)) await makeAuthority(run, authority, nothing);
  authorityPrinted.add(session);
  await makeCertificate(run, folder(`${namespace}.${name}`), nothing, { hostnames, authority });
  await kubectl.text(['apply', ...APPLY_FLAGS, '--force-conflicts', '-f', '-'], {
    remark: `Secret ${namespace}/${name}`,
  });
}

const encode = (text: string): string => Buffer.from(text).toString('base64');

/** A remark about a certificate that ends soon; empty for others. */
function expiry(encoded: string | undefined): string {
  if (encoded === undefined || encoded === '') return '';
  const { validTo } = new X509Certificate(Buffer.from(encoded, 'base64'));
  return new Date(validTo).getTime() - Date.now() < SOON_MS ? `, and ends on ${validTo}: up --rotate renews it` : '';
}
