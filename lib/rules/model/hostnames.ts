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
