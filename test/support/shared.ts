import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The reference data beside the project; a user's checkout does not have it. */
export const SHARED = join(__dirname, '..', '..', '..', 'shared');

/** A describe block that needs the reference data, skipped where it is absent. */
export const describeWithShared: jest.Describe = existsSync(SHARED) ? describe : (describe.skip as jest.Describe);

export const readShared = (...path: string[]): string => readFileSync(join(SHARED, ...path), 'utf8');
