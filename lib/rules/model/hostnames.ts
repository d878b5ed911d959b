/**
 * Whether two hostnames, each with or without a wildcard in front, have a host in common.
 *
 * As istiod has it: a wildcard stands for any number of labels, and by text, so that `*.a.test` meets `*.test`.
 * @see https://github.com/istio/istio/blob/1.31.0/pkg/config/host/name.go
 */
export function hostnamesMeet(a: string, b: string): boolean {
  const [wildA, wildB] = [a.startsWith('*'), b.startsWith('*')];
  if (wildA && wildB) return a.endsWith(b.slice(1)) || b.endsWith(a.slice(1));
  if (wildA) return b.endsWith(a.slice(1));
  return wildB ? a.endsWith(b.slice(1)) : a === b;
}

/**
 * Whether every host that one hostname stands for is one that the other stands for.
 * @see https://github.com/istio/istio/blob/1.31.0/pkg/config/host/name.go (SubsetOf)
 */
export function hostnameCovers(wide: string, narrow: string): boolean {
  if (!wide.startsWith('*')) return wide === narrow;
  return narrow.endsWith(wide.slice(1)) && (!narrow.startsWith('*') || narrow.length >= wide.length);
}
