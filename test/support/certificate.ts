import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Makes `tls.crt` and `tls.key` in a folder: a self-signed certificate for one name, as openssl makes it. */
export function makeCertificate(folder: string, dnsName: string): void {
  const subject = ['-subj', `/CN=${dnsName}`, '-addext', `subjectAltName=DNS:${dnsName}`];
  const files = ['-keyout', join(folder, 'tls.key'), '-out', join(folder, 'tls.crt')];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc'];
  execFileSync('openssl', ['req', '-x509', '-days', '1', ...key, ...subject, ...files], { stdio: 'ignore' });
}
