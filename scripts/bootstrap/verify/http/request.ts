import * as http from 'node:http';
import * as https from 'node:https';
import type { CookieJar } from './cookie-jar';

/** A request to a listener: where the connection goes, and what is said there. */
export interface RequestOptions {
  /** Name or address that is connected to. */
  readonly host: string;
  readonly port: number;
  readonly scheme: 'http' | 'https';
  /** Host header, and name in the TLS handshake. @default - `host` */
  readonly hostname?: string;
  /** @default '/' */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Keeps cookies between requests. @default - none are kept */
  readonly jar?: CookieJar;
  /** @default 5000 */
  readonly timeoutMs?: number;
  /** Characters of the body that are kept. @default 65536 */
  readonly longest?: number;
}

export interface Response {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Sends a GET on a connection of its own. Certificates are another check's business. */
export function request(options: RequestOptions): Promise<Response> {
  const { host, port, scheme, hostname = host, path = '/', headers = {}, jar } = options;
  const { timeoutMs = 5000, longest = 65_536 } = options;
  const common = {
    host,
    port,
    path,
    method: 'GET',
    agent: false as const, // a new connection each time
    timeout: timeoutMs,
    headers: { host: hostHeader(hostname, port, scheme), ...headers, ...jar?.header() },
  };
  return new Promise((resolve, reject) => {
    const onResponse = (response: http.IncomingMessage) => {
      jar?.keep(response.headers['set-cookie'] ?? []);
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        if (body.length < longest) body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      response.on('error', reject);
    };
    const call =
      scheme === 'https'
        ? https.request({ ...common, servername: hostname, rejectUnauthorized: false }, onResponse)
        : http.request(common, onResponse);
    call.on('timeout', () => call.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    call.on('error', reject);
    call.end();
  });
}

function hostHeader(hostname: string, port: number, scheme: 'http' | 'https'): string {
  return port === (scheme === 'https' ? 443 : 80) ? hostname : `${hostname}:${port}`;
}

/** Why a request failed, in a few words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const known: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'nothing listens there',
    ECONNRESET: 'the connection was reset',
    ENOTFOUND: 'the name is not known',
    EHOSTUNREACH: 'there is no way to that host',
    ETIMEDOUT: 'no connection in time',
  };
  const [first] = (error as AggregateError).errors ?? [];
  return known[code ?? ''] ?? known[(first as NodeJS.ErrnoException)?.code ?? ''] ?? (message || String(code));
}
