/** Where the kubelet asks whether the server answers. */
export const HEALTH_PATH = '/healthz';

/** Where the configuration is mounted; the command names it, so that nothing of the image's own is read. */
export const CONFIG_FOLDER = '/etc/page';

/**
 * The official image's program with our configuration only, errors to the container's log from the first moment on.
 * @see https://nginx.org/en/docs/switches.html
 */
export const PAGE_COMMAND = ['nginx', '-e', 'stderr', '-c', `${CONFIG_FOLDER}/nginx.conf`];

export interface PageServer {
  /** The page is `<h1>Pod TEXT: POD</h1>`. */
  readonly text: string;

  /** The port of the container; below 1024 a process without capabilities could not listen everywhere. */
  readonly port: number;

  /** @default - none: plain HTTP */
  readonly certificateFolder?: string;
}

/**
 * A server that answers every path with one line of HTML: a text and the name of the pod, which is its hostname.
 * All that it writes goes to /tmp or to the log, so the root file system can be read-only.
 * @see https://nginx.org/en/docs/http/ngx_http_core_module.html#var_hostname
 */
export function toNginxConfig({ text, port, certificateFolder }: PageServer): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const tls = certificateFolder === undefined ? PLAIN : toTls(certificateFolder);
  return [
    'daemon off;',
    'worker_processes 1;',
    'pid /tmp/nginx.pid;',
    'events {',
    '  worker_connections 512;',
    '}',
    'http {',
    '  access_log /dev/stdout;',
    '  server_tokens off;',
    ...temporary.map(kind => `  ${kind}_temp_path /tmp/${kind};`),
    ...tls.http,
    '  server {',
    `    listen ${port}${tls.listen};`,
    ...tls.server,
    '    location / {',
    '      default_type text/html;',
    '      add_header Cache-Control no-store;',
    `      return 200 "<h1>Pod ${text}: $hostname</h1>\\n";`,
    '    }',
    `    location = ${HEALTH_PATH} {`,
    '      access_log off;',
    '      return 204;',
    '    }',
    '  }',
    '}',
    '',
  ].join('\n');
}

/** What a server says of TLS, by the block of the configuration that it stands in. */
const PLAIN = { http: [] as string[], listen: '', server: [] as string[] };

/**
 * A certificate whose file name holds a variable is read at each handshake: one that was renewed is served without a
 * restart.
 * @see https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate
 */
function toTls(folder: string): typeof PLAIN {
  return {
    http: ['  map $ssl_server_name $certificates {', `    default ${folder};`, '  }'],
    listen: ' ssl',
    server: [
      '    ssl_certificate $certificates/tls.crt;',
      '    ssl_certificate_key $certificates/tls.key;',
      '    ssl_protocols TLSv1.2 TLSv1.3;',
    ],
  };
}
