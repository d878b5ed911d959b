import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tlsMaterial } from '../../scripts/bootstrap/tls/material';
import { ensureSecrets, TLS } from '../../scripts/bootstrap/tls/secrets';
import { answering } from '../support/bootstrap/answers';
import { testSession } from '../support/bootstrap/session';

const NAMES = ['shop.example.com', 'localhost', '127.0.0.1'];

describe('keys and certificates, made with a real openssl', () => {
  const state = mkdtempSync(join(tmpdir(), 'ambient-tls-'));
  const { session } = testSession({ state });
  const folder = join(state, 'clusters', 'lab', 'tls');
  const make = (hostnames = NAMES, rotate = false) => tlsMaterial(session, 'app.shop-tls', hostnames, rotate);
  afterAll(() => rmSync(state, { recursive: true }));

  it('are for every name, and lead to an authority', async () => {
    const { chain, authority, key } = await make();
    const certificate = new X509Certificate(chain);
    expect(certificate.subjectAltName).toBe('DNS:shop.example.com, DNS:localhost, IP Address:127.0.0.1');
    expect(certificate.verify(new X509Certificate(authority).publicKey)).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(new X509Certificate(authority).ca).toBe(true);
    expect(chain.endsWith(authority)).toBe(true);
    expect(key).toMatch(/^-----BEGIN (EC )?PRIVATE KEY-----\n/);
  });

  it('lie in folders that are closed to others, and nothing else does', () => {
    const files = readdirSync(folder).flatMap(one =>
      readdirSync(join(folder, one)).map(file => join(folder, one, file)),
    );
    expect(files.length).toBeGreaterThan(4);
    expect(files.filter(file => (statSync(file).mode & 0o777) !== 0o600)).toEqual([]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('stay as they are', async () => expect(await make()).toEqual(await make()));

  it('are made anew on request, by the same authority', async () => {
    const [before, after] = [await make(), await make(NAMES, true)];
    expect(after.key).not.toBe(before.key);
    expect(after.authority).toBe(before.authority);
  });

  it('are made anew for another name', async () => {
    const { chain } = await make(['other.example.com']);
    expect(new X509Certificate(chain).subjectAltName).toBe('DNS:other.example.com');
  });

  it('are made anew where a file is cut short, or belongs to another key', async () => {
    const before = await make();
    truncateSync(join(folder, 'app.shop-tls', 'tls.crt'), 100);
    const mended = await make();
    expect(new X509Certificate(mended.chain).subjectAltName).toContain('shop.example.com');
    writeFileSync(join(folder, 'app.shop-tls', 'tls.key'), before.key);
    expect((await make()).key).not.toBe(before.key);
    expect(readdirSync(folder).sort()).toEqual(['app.shop-tls', 'authority']);
    expect(readFileSync(join(folder, 'authority', 'ca.crt'), 'utf8')).toBe(before.authority);
  });
});

describe('a Secret', () => {
  const needed = [{ namespace: 'app', name: 'shop-tls', hostnames: NAMES, by: { kind: 'Gateway' } as never }];
  const state = mkdtempSync(join(tmpdir(), 'ambient-secrets-'));
  afterAll(() => rmSync(state, { recursive: true }));

  /** What is said, and what kubectl and openssl are called for, where `get secret` says something. */
  const ensured = async (found: string, rotate = false) => {
    const real = testSession({ state });
    const { run, calls } = answering({ 'kubectl --context lab get secret': found, kubectl: '' });
    const { session, lines } = testSession({
      state,
      run: command => (command.tool === 'openssl' ? real.session.run(command) : run(command)),
    });
    await ensureSecrets(session, needed, rotate);
    return { lines, applied: calls.filter(call => call.includes(' apply ')).length - 1, calls };
  };
  const OURS = `shop-tls ${TLS.id} `;

  it('is made where there is none; its key goes in by standard input', async () => {
    const { lines, applied, calls } = await ensured('');
    expect(lines).toEqual([`   Secret app/shop-tls made for ${NAMES.join(', ')}`]);
    expect(applied).toBe(1);
    expect(calls.join('\n')).not.toMatch(/tls\.key|PRIVATE/);
  });

  it('of somebody else is never touched, also not to rotate', async () => {
    for (const rotate of [false, true]) {
      expect(await ensured('shop-tls  LS0t', rotate)).toMatchObject({
        lines: ['   Secret app/shop-tls is there, and up did not make it'],
        applied: 0,
      });
    }
  });

  it('of ours is replaced to rotate, and only then', async () => {
    expect(await ensured(OURS)).toMatchObject({ lines: ['   Secret app/shop-tls is there'], applied: 0 });
    expect(await ensured(OURS, true)).toMatchObject({
      lines: [`   Secret app/shop-tls replaced for ${NAMES.join(', ')}`],
      applied: 1,
    });
  });
});
