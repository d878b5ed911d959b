/** A container image that something here runs by default. */
export interface PinnedImage {
  /** Registry and repository, without the tag. */
  readonly repository: string;

  readonly tag: string;

  /** What it is for, in one sentence. */
  readonly why: string;

  /** The public page or file that names this tag. */
  readonly source: string;

  /** What shows that command, arguments and configuration fit the image, in one sentence. */
  readonly proof: string;
}

/** The image as a container names it. */
export function toReference({ repository, tag }: Pick<PinnedImage, 'repository' | 'tag'>): string {
  return `${repository}:${tag}`;
}

/** Whether an image has a tag other than `latest`, or a digest. */
export function isPinned(image: string): boolean {
  return /(:\w[\w.-]*|@sha256:[0-9a-f]{64})$/.test(image) && !image.endsWith(':latest');
}
