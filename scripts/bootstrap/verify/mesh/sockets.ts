/** What ztunnel listens on inside the network of every pod in the mesh. @see https://github.com/istio/ztunnel/blob/master/ARCHITECTURE.md */
export const MESH_SOCKETS: readonly { readonly port: number; readonly of: string }[] = [
  { port: 15001, of: 'outbound traffic' },
  { port: 15006, of: 'inbound plain text' },
  { port: 15008, of: 'inbound HBONE' },
  { port: 15053, of: 'DNS' },
];

/** State of a socket that listens, in `/proc/net/tcp`. @see https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html */
const LISTEN = '0A';

/** Ports that something listens on, read from `/proc/net/tcp` and `/proc/net/tcp6`. */
export function listeningPorts(text: string): Set<number> {
  const ports = text.split('\n').flatMap(line => {
    const [, , local, , state] = line.split(/\s+/).length > 4 ? ['', ...line.trim().split(/\s+/)] : [];
    if (state !== LISTEN || local === undefined) return [];
    return [Number.parseInt(local.slice(local.lastIndexOf(':') + 1), 16)];
  });
  return new Set(ports);
}
