import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readShared, SHARED } from '../shared';

/** What the official charts render for a case, as objects. */
export const readChartReference = (minor: string, name: string): Record<string, unknown>[] =>
  JSON.parse(readShared('reference', 'charts', minor, `${name}.json`));

/** The cases that a minor has a reference for; none where the data is absent. */
export function chartCases(minor: string): string[] {
  const folder = join(SHARED, 'reference', 'charts', minor);
  return existsSync(folder) ? readdirSync(folder).map(file => file.replace(/\.json$/, '')) : [];
}
