import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { TlsNginx } from '../../lib/app/tls-nginx';
import { makeCertificate } from '../support/certificate';
import { type RunningContainer, runContainer } from '../support/container';
import { synthesize } from '../support/synthesize';

interface Answer {
  readonly status?: number;
  readonly body: string;
  /** The common name of the certificate that was shown. */
  readonly name: string;
  readonly protocol: string | null;
}

/** One request on a connection of its own; the certificate is looked at, not checked. */
function get(port: number, path: string, options: object = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const target = { host: '127.0.0.1', port, path, agent: false, rejectUnauthorized: false, ...options };
    const sent = request(target, answer => {
      const socket = answer.socket as TLSSocket;
      const [name, protocol] = [String(socket.getPeerCertificate().subject.CN), socket.getProtocol()];
      let body = '';
      answer.on('data', part => {
        body += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode, body, name, protocol }));
    });
    sent.on('error', reject).end();
  });
}

const secret = mkdtempSync(join(tmpdir(), 'secret-'));
let nginx: RunningContainer;

beforeAll(async () => {
  makeCertificate(secret, 'nginx.example.com');
  // the mode that a Secret's files have by default
  for (const file of ['tls.crt', 'tls.key']) chmodSync(join(secret, file), 0o644);
  const objects = synthesize(
    chart => new TlsNginx(chart, 'Nginx', { name: 'nginx', namespace: 'web', secretName: 'nginx-tls' }),
  );
  nginx = await runContainer(objects, {
    secrets: { '/etc/tls': secret },
    answers: port => get(port, '/'),
    stopSignal: 'SIGQUIT',
  });
});

afterAll(async () => {
  await nginx.stop();
  rmSync(secret, { recursive: true });
});

test('a real nginx, as a user without privileges, ends TLS with the certificate of the Secret', async () => {
  expect(await get(nginx.port, '/any/path', { servername: 'nginx.example.com' })).toEqual({
    status: 200,
    body: `<h1>Pod nginx: ${hostname()}</h1>\n`,
    name: 'nginx.example.com',
    protocol: 'TLSv1.3',
  });
});

test('it takes TLS 1.2 and refuses what is older', async () => {
  expect((await get(nginx.port, '/', { maxVersion: 'TLSv1.2' })).protocol).toBe('TLSv1.2');
  const old = get(nginx.port, '/', { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' });
  await expect(old).rejects.toThrow('alert protocol version');
});

test('it answers the probes of the kubelet, which sends no server name', async () => {
  const { path, scheme } = nginx.container.readinessProbe.httpGet;
  expect(scheme).toBe('HTTPS');
  expect((await get(nginx.port, path)).status).toBe(204);
});

test('it shows a renewed certificate without a restart', async () => {
  makeCertificate(nginx.folder('/etc/tls'), 'renewed.example.com');
  for (const file of ['tls.crt', 'tls.key']) chmodSync(join(nginx.folder('/etc/tls'), file), 0o644);
  expect((await get(nginx.port, '/')).name).toBe('renewed.example.com');
});

test('it complains of nothing but the client that is too old', () => {
  const complaints = nginx.log().match(/\[(warn|error|crit|alert|emerg)\].*/g) ?? [];
  expect(complaints.filter(text => !text.includes('unsupported protocol'))).toEqual([]);
});
