/** A connection that a ztunnel has carried, as its access log tells. */
export interface ZtunnelAccess {
  readonly sourceNamespace?: string;
  readonly sourceWorkload?: string;
  readonly sourceIdentity?: string;
  readonly destinationNamespace?: string;
  readonly destinationWorkload?: string;
  readonly destinationIdentity?: string;
  readonly direction?: string;
  /** What went wrong; absent for a connection that went well. */
  readonly error?: string;
}

const FIELDS: Readonly<Record<string, keyof ZtunnelAccess>> = {
  'src.namespace': 'sourceNamespace',
  'src.workload': 'sourceWorkload',
  'src.identity': 'sourceIdentity',
  'dst.namespace': 'destinationNamespace',
  'dst.workload': 'destinationWorkload',
  'dst.identity': 'destinationIdentity',
  direction: 'direction',
  error: 'error',
};

/**
 * Reads the access lines of a ztunnel's log, as text or as JSON.
 * @see https://istio.io/latest/docs/ambient/usage/verify-mtls-enabled/
 */
export function parseZtunnelLog(text: string): ZtunnelAccess[] {
  return text.split('\n').flatMap(line => {
    if (!/connection (complete|opened)/.test(line)) return [];
    const pairs = line.trimStart().startsWith('{') ? jsonPairs(line) : textPairs(line);
    const known = pairs.filter(([key]) => key in FIELDS).map(([key, value]) => [FIELDS[key], value]);
    return [Object.fromEntries(known) as ZtunnelAccess];
  });
}

const textPairs = (line: string): [string, string][] =>
  [...line.matchAll(/([\w.]+)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(([, key, quoted, bare]) => [
    key,
    quoted === undefined ? bare : quoted.replaceAll('\\"', '"'),
  ]);

function jsonPairs(line: string): [string, string][] {
  try {
    return Object.entries(JSON.parse(line) as Record<string, unknown>).map(([key, value]) => [key, String(value)]);
  } catch {
    return [];
  }
}
