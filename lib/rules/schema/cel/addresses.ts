import { isIP } from 'node:net';
import { CelError } from './error';

/** A web address in its parts. */
export interface Url {
  readonly scheme: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly path: string;
}

const URL_PARTS = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/(?:[^/?#@]*@)?([^/?#]*))?([^?#]*)(?:\?[^#]*)?(?:#.*)?$/s;
const BAD_ESCAPE = /%(?![0-9a-fA-F]{2})/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\x00-\x1f\x7f]/;

/**
 * An absolute address, or an absolute path, as Go's `url.ParseRequestURI` takes it.
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-url-library
 */
export function parseUrl(text: string): Url | undefined {
  const parts = URL_PARTS.exec(text);
  if (parts === null || CONTROL.test(text)) return undefined;
  const [, scheme = '', host = '', path = ''] = parts;
  const isOpaque = scheme !== '' && host === '' && !path.startsWith('/');
  if (isOpaque) return { scheme, host, hostname: '', port: '', path: '' };
  if (scheme === '' && !text.startsWith('/')) return undefined;
  if (BAD_ESCAPE.test(path) || /[\s<>"\\^`{|}]/.test(host)) return undefined;
  const named = splitHost(host);
  return named && { scheme, host, path, ...named };
}

/** As Go does: the port comes after the last colon, or after the bracket that closes an IPv6 address. */
function splitHost(host: string): Pick<Url, 'hostname' | 'port'> | undefined {
  const [, hostname, port] = (host.startsWith('[') ? /^\[([^\]]*)\](?::(\d*))?$/ : /^(.*):(.*)$/s).exec(host) ?? [];
  if (hostname === undefined) return host.startsWith('[') ? undefined : { hostname: host, port: '' };
  return /^\d*$/.test(port ?? '') ? { hostname, port: port ?? '' } : undefined;
}

/** The parts of an address, which it must be. */
export function requireUrl(text: string): Url {
  const url = parseUrl(text);
  if (url === undefined) throw new CelError(`no URL: ${text}`);
  return url;
}

/** An address of IPv4 or IPv6, without a zone and not one version written as the other. */
export function isAddress(text: string): boolean {
  const version = isIP(text);
  return version === 4 || (version === 6 && !text.includes('%') && !/^::ffff:\d+\./i.test(text));
}

/** An address and the length of its prefix: `10.0.0.0/8`. */
export function isRange(text: string): boolean {
  const [address = '', length = '', ...more] = text.split('/');
  if (more.length > 0 || !isAddress(address) || !/^(0|[1-9]\d{0,2})$/.test(length)) return false;
  return Number(length) <= (isIP(address) === 4 ? 32 : 128);
}
