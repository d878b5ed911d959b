/**
 * Where Istio was once published and will not be after December 2026; 1.31 and later never were.
 *
 * @see https://istio.io/latest/blog/2026/retirement-of-gcp/
 */
const RETIRED: readonly { readonly host: RegExp; readonly instead: string }[] = [
  // What is built for tests is not published anywhere else.
  { host: /^registry\.istio\.io\/testing(\/|$)/, instead: 'a registry of your own' },
  { host: /^registry\.istio\.io(\/|$)/, instead: 'docker.io/istio' },
  { host: /^([a-z]+\.)?gcr\.io\/istio-release(\/|$)/, instead: 'docker.io/istio' },
  { host: /^istio-release\.storage\.googleapis\.com(\/|$)/, instead: 'blob.istio.io/istio-release' },
  // The same bucket, in the other way in which buckets are addressed.
  { host: /^storage\.googleapis\.com\/istio-release(\/|$)/, instead: 'blob.istio.io/istio-release' },
];

/** What takes the place of a registry or chart repository that is switched off; undefined for any other. */
export function findReplacement(address: string): string | undefined {
  const bare = address
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^([^/:]+):\d+/, '$1');
  return RETIRED.find(({ host }) => host.test(bare))?.instead;
}
