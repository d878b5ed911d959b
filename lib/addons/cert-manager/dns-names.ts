const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const NAME = new RegExp(`^(\\*\\.)?${LABEL}(\\.${LABEL})*$`);

/** Whether a certificate can hold the name: lower case, by RFC 1035, with `*` as the whole first label at most. */
export function isDnsName(name: string): boolean {
  return name.length <= 253 && NAME.test(name) && !/^[\d.]+$/.test(name);
}

/**
 * Whether clients accept one of the names of a certificate for a host. A wildcard stands for exactly one label, so a
 * listener for `*.example.com`, which serves `a.b.example.com` too, is covered as far as one label goes.
 * @see https://www.rfc-editor.org/rfc/rfc9525#section-6.3
 */
export function coversHost(dnsNames: readonly string[], host: string): boolean {
  const wildcard = `*${host.slice(host.indexOf('.'))}`;
  return dnsNames.some(name => name === host || (host.includes('.') && name === wildcard));
}
