import { connect, type DetailedPeerCertificate } from 'node:tls';

export interface HandshakeOptions {
  readonly host: string;
  readonly port: number;
  /** Name that is asked for. */
  readonly servername: string;
  /** Authorities to trust, as PEM. @default - those of the system */
  readonly ca?: string;
  /** @default 5000 */
  readonly timeoutMs?: number;
}

/** What a server showed of itself. */
export interface Handshake {
  /** Whether the chain leads to an authority and the certificate is for the name. */
  readonly authorized: boolean;
  /** Why not. */
  readonly why?: string;
  /** SHA-256 of the certificate, with colons. */
  readonly fingerprint: string;
  /** Names that the certificate is for. */
  readonly names: readonly string[];
  readonly validTo: string;
  /** Subjects from the certificate up to the last that was sent or known. */
  readonly chain: readonly string[];
}

/** Opens a TLS connection, looks at the certificate, and closes it. */
export function handshake({ host, port, servername, ca, timeoutMs = 5000 }: HandshakeOptions): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, servername, ca, rejectUnauthorized: false, timeout: timeoutMs });
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerCertificate(true);
      resolve({
        authorized: socket.authorized,
        why: socket.authorized ? undefined : String(socket.authorizationError),
        fingerprint: certificate.fingerprint256,
        names: namesOf(certificate),
        validTo: certificate.valid_to,
        chain: chainOf(certificate),
      });
      socket.destroy();
    });
    socket.once('timeout', () => socket.destroy(new Error(`no handshake within ${timeoutMs} ms`)));
    socket.once('error', reject);
  });
}

function namesOf({ subjectaltname, subject }: DetailedPeerCertificate): string[] {
  const names = (subjectaltname ?? '').split(', ').filter(name => name !== '');
  return names.length > 0 ? names.map(name => name.replace(/^(DNS|IP Address):/, '')) : [String(subject?.CN ?? '')];
}

function chainOf(certificate: DetailedPeerCertificate): string[] {
  const subjects: string[] = [];
  let current: DetailedPeerCertificate | undefined = certificate;
  const seen = new Set<string>();
  while (current?.fingerprint256 !== undefined && !seen.has(current.fingerprint256)) {
    seen.add(current.fingerprint256);
    subjects.push(String(current.subject?.CN ?? current.subject?.O ?? '?'));
    current = current.issuerCertificate;
  }
  return subjects;
}
