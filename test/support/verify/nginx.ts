import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type RunningProgram, startProgram } from './process';

/** A real nginx whose page names the pod that it stands for; with `certificate`, a folder of tls.crt and tls.key, by TLS. */
export async function startPod(name: string, text: string, certificate?: string): Promise<RunningProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'ambient-nginx-'));
  const port = await freePort();
  const tls = certificate
    ? `ssl_certificate ${join(certificate, 'tls.crt')}; ssl_certificate_key ${join(certificate, 'tls.key')};`
    : '';
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map(one => `${one}_temp_path ${folder};`)
    .join(' ');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/pid; error_log stderr; events {}
http { access_log off; ${paths}
  server { listen 127.0.0.1:${port}${certificate ? ' ssl' : ''}; ${tls}
    location / { default_type text/html; return 200 '<h1>Pod ${text}: ${name}</h1>\\n'; } } }
`,
  );
  const child = await startProgram('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], [port]);
  return {
    port,
    stop: () => {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
