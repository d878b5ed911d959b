import { createHash } from 'node:crypto';

/** Changes when the text does: as an annotation of the pods that read it, it rolls them. */
export function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
