import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { problem } from '../problems';
import type { Run } from '../runner';

const CA_DAYS = 3650;
/** What browsers still accept of a private authority. */
const LEAF_DAYS = 365;

/** Writes a file of a working folder; its name is relative to it. */
export type WriteText = (name: string, text: string) => void;

/** Makes `ca.key` and `ca.crt` in a folder. Only what OpenSSL 1.1, 3 and LibreSSL have in common is used. */
export async function makeAuthority(run: Run, folder: string, write: WriteText): Promise<void> {
  write(
    'ca.cnf',
    [
      '[req]',
      'distinguished_name = name',
      'x509_extensions = extensions',
      'prompt = no',
      '[name]',
      'CN = cdk8s-istio-ambient',
      '[extensions]',
      'basicConstraints = critical, CA:TRUE, pathlen:0',
      'keyUsage = critical, keyCertSign, cRLSign',
      'subjectKeyIdentifier = hash',
      '',
    ].join('\n'),
  );
  await makeKey(run, folder, 'ca.key');
  const days = ['-days', `${CA_DAYS}`, '-set_serial', serial()];
  await openssl(run, [
    'req',
    '-x509',
    '-new',
    ...inFolder(folder, { key: 'ca.key', config: 'ca.cnf', out: 'ca.crt' }),
    ...days,
  ]);
}

/** Makes `tls.key` and `tls.crt` in a folder, for hostnames, signed by the authority of another folder. */
export async function makeCertificate(
  run: Run,
  folder: string,
  write: WriteText,
  { hostnames, authority }: { readonly hostnames: readonly string[]; readonly authority: string },
): Promise<void> {
  const names = hostnames.map(name => (/^[\d.]+$|:/.test(name) ? `IP:${name}` : `DNS:${name}`));
  write(
    'tls.ext',
    [
      'basicConstraints = critical, CA:FALSE',
      'keyUsage = critical, digitalSignature',
      'extendedKeyUsage = serverAuth',
      `subjectAltName = ${names.join(', ')}`,
      '',
    ].join('\n'),
  );
  await makeKey(run, folder, 'tls.key');
  // a common name may have 64 characters; clients look at the alternative names alone
  const subject = ['-subj', `/CN=${hostnames[0].slice(0, 64)}`];
  await openssl(run, ['req', '-new', ...inFolder(folder, { key: 'tls.key', out: 'tls.csr' }), ...subject]);
  const signer = inFolder(authority, { CA: 'ca.crt', CAkey: 'ca.key' });
  const days = ['-days', `${LEAF_DAYS}`, '-set_serial', serial()];
  const files = inFolder(folder, { in: 'tls.csr', extfile: 'tls.ext', out: 'tls.crt' });
  await openssl(run, ['x509', '-req', ...files, ...signer, ...days]);
}

const makeKey = (run: Run, folder: string, name: string): Promise<void> =>
  openssl(run, ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', ...inFolder(folder, { out: name })]);

const inFolder = (folder: string, files: Readonly<Record<string, string>>): string[] =>
  Object.entries(files).flatMap(([option, name]) => [`-${option}`, join(folder, name)]);

/** Twenty random bytes, positive. @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.2 */
const serial = (): string => `0x4${randomBytes(15).toString('hex')}`;

async function openssl(run: Run, args: readonly string[]): Promise<void> {
  const { code, stderr } = await run({ tool: 'openssl', args, timeoutMs: 30_000 });
  if (code !== 0)
    throw problem('AMB935', `openssl ${args[0]} failed: ${stderr.trim()}`, 'install OpenSSL 1.1.1 or later');
}
