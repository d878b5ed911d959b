/** An image of a Kubernetes node that a release of kind was published with. */
export interface NodeImage {
  /** Kubernetes minor. */
  readonly minor: string;
  readonly image: string;
  /** The release of kind that has it as its default, and the oldest that is known to run it. */
  readonly kind: string;
}

/**
 * One image for each Kubernetes minor, by digest.
 * @see https://github.com/kubernetes-sigs/kind/blob/v0.33.0/pkg/apis/config/defaults/image.go and the same file under
 * the other tags
 */
export const NODE_IMAGES: readonly NodeImage[] = [
  {
    minor: '1.34',
    image: 'kindest/node:v1.34.0@sha256:7416a61b42b1662ca6ca89f02028ac133a309a2a30ba309614e8ec94d976dc5a',
    kind: '0.30.0',
  },
  {
    minor: '1.35',
    image: 'kindest/node:v1.35.0@sha256:452d707d4862f52530247495d180205e029056831160e22870e37e3f6c1ac31f',
    kind: '0.31.0',
  },
  {
    minor: '1.36',
    image: 'kindest/node:v1.36.1@sha256:3489c7674813ba5d8b1a9977baea8a6e553784dab7b84759d1014dbd78f7ebd5',
    kind: '0.32.0',
  },
  {
    minor: '1.37',
    image: 'kindest/node:v1.37.0@sha256:a1ed56cfb0e7b93589bdf97c8cd566405a265939e3620fc4f5de89adff580ae5',
    kind: '0.33.0',
  },
];

/** The newest image within the range that an Istio minor is documented for, both ends included. */
export function nodeImageFor(kubernetes: { readonly from: string; readonly to: string }): NodeImage {
  const within = NODE_IMAGES.filter(
    ({ minor }) => compareMinors(minor, kubernetes.from) >= 0 && compareMinors(minor, kubernetes.to) <= 0,
  );
  const newest = within.at(-1);
  if (newest === undefined) throw new Error(`no node image for Kubernetes ${kubernetes.from} to ${kubernetes.to}`);
  return newest;
}

/** Negative where `a` is older: minors such as `1.36`; what follows the second number does not count. */
export function compareMinors(a: string, b: string): number {
  const [[majorA, minorA], [majorB, minorB]] = [a, b].map(text => text.split('.').map(Number));
  return majorA - majorB || minorA - minorB;
}
