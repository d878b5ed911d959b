import type { HttpMatch, ValueMatch } from './route-spec';

/** A text that two matches share if they take the same requests. */
export function matchKey({ path, method, headers = [], queryParams = [] }: HttpMatch): string {
  const { type = 'PathPrefix', value = '/' } = path ?? {};
  const trimmed = type === 'PathPrefix' ? trimSlash(value) : value;
  const lower = headers.map(header => ({ ...header, name: header.name.toLowerCase() }));
  return JSON.stringify([type, trimmed, method, sorted(lower), sorted(queryParams)]);
}

/** A slash at the end of a prefix means nothing. */
export function trimSlash(prefix: string): string {
  return prefix.endsWith('/') ? prefix.slice(0, -1) : prefix;
}

const sorted = (matches: readonly ValueMatch[]) =>
  matches.map(({ name, type = 'Exact', value }) => JSON.stringify([name, type, value])).sort();
