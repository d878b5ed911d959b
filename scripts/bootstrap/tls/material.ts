import { createPrivateKey, X509Certificate } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Session } from '../session';
import { makeAuthority, makeCertificate } from './openssl';

/** A key and its certificate, as PEM. */
export interface TlsMaterial {
  readonly key: string;
  /** The certificate, then the authority's. */
  readonly chain: string;
  readonly authority: string;
}

/** Folders of keys below the one of the cluster: `authority`, and one for each Secret. */
export const FOLDER = 'tls';

/**
 * Key and certificate for some hostnames: those of an earlier run where they fit, else new ones.
 * They are made in a folder of another name, closed to others and renamed, so that a pair is whole or not there.
 * @param rotate makes new ones in any case
 */
export async function tlsMaterial(
  session: Session,
  name: string,
  hostnames: readonly string[],
  rotate: boolean,
): Promise<TlsMaterial> {
  const authority = await ensureFolder(session, 'authority', false, isAuthority, (folder, write) =>
    makeAuthority(session.run, folder, write),
  );
  const caFile = path.join(authority, 'ca.crt');
  const folder = await ensureFolder(
    session,
    name,
    rotate,
    made => isPair(made, hostnames, caFile),
    (fresh, write) => makeCertificate(session.run, fresh, write, { hostnames, authority }),
  );
  const read = (...parts: string[]) => fs.readFileSync(path.join(...parts), 'utf8');
  const ca = read(caFile);
  return { key: read(folder, 'tls.key'), chain: `${read(folder, 'tls.crt')}${ca}`, authority: ca };
}

type Make = (folder: string, write: (name: string, text: string) => void) => Promise<void>;

async function ensureFolder(
  { state, clusterFolder }: Session,
  name: string,
  anew: boolean,
  fits: (folder: string) => boolean,
  make: Make,
): Promise<string> {
  const root = state.path(clusterFolder, FOLDER);
  const folder = path.join(root, name);
  if (!anew && fits(folder)) return folder;
  fs.mkdirSync(root, { recursive: true, mode: 0o700 });
  const fresh = fs.mkdtempSync(path.join(root, '.new-'));
  try {
    await make(fresh, (file, text) => fs.writeFileSync(path.join(fresh, file), text, { mode: 0o600 }));
    for (const file of fs.readdirSync(fresh)) fs.chmodSync(path.join(fresh, file), 0o600);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(fresh, folder);
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

function isAuthority(folder: string): boolean {
  return attempt(() => {
    const certificate = new X509Certificate(fs.readFileSync(path.join(folder, 'ca.crt')));
    const key = createPrivateKey(fs.readFileSync(path.join(folder, 'ca.key')));
    return certificate.ca && certificate.checkPrivateKey(key) && !isOver(certificate);
  });
}

function isPair(folder: string, hostnames: readonly string[], caFile: string): boolean {
  return attempt(() => {
    const certificate = new X509Certificate(fs.readFileSync(path.join(folder, 'tls.crt')));
    const key = createPrivateKey(fs.readFileSync(path.join(folder, 'tls.key')));
    const authority = new X509Certificate(fs.readFileSync(caFile));
    const names = (certificate.subjectAltName ?? '').split(', ').map(name => name.replace(/^(DNS|IP Address):/, ''));
    return (
      certificate.checkPrivateKey(key) &&
      certificate.verify(authority.publicKey) &&
      hostnames.every(hostname => names.includes(hostname)) &&
      !isOver(certificate)
    );
  });
}

const isOver = ({ validTo }: X509Certificate): boolean => new Date(validTo) < new Date();

/** What cannot be read is as good as not there. */
function attempt(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}
