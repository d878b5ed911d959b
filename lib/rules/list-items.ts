/** Where an item of a list begins within its document, from 1. */
export interface ItemPlace {
  readonly line: number;
  /** Where more than one item begins on the line. */
  readonly column?: number;
}

/** Where the `items` of a list begin; empty if that cannot be told. */
export function placesOfItems(source: string, count: number): readonly ItemPlace[] {
  const places = /^\s*\{/.test(source) ? jsonPlaces(source) : blockPlaces(source);
  return places.length === count ? places : [];
}

/** In block style every item begins a line, with a dash at the indent of the first; nothing within it is as far left. */
function blockPlaces(source: string): ItemPlace[] {
  const lines = source.split('\n');
  const start = lines.findIndex(line => /^items: *(?:#.*)?$/.test(line));
  const indent = /^ *(?=-(?: |$))/.exec(lines.slice(start + 1).find(line => !/^ *(?:#.*)?$/.test(line)) ?? '')?.[0];
  if (start < 0 || indent === undefined) return [];
  const end = lines.findIndex((line, index) => index > start && /^[^\s#-]/.test(line));
  const within = lines.slice(0, end < 0 ? lines.length : end);
  const isItem = (line: string) => line === `${indent}-` || line.startsWith(`${indent}- `);
  return within.flatMap((line, index) => (index > start && isItem(line) ? [{ line: index + 1 }] : []));
}

/** The objects of the list, told by how many braces and brackets are open where they begin. */
function jsonPlaces(source: string): ItemPlace[] {
  const found: { line: number; column: number }[] = [];
  const items = /"items"\s*:\s*\[/.exec(source);
  if (items === null) return [];
  let line = 1;
  let lineStart = 0;
  let depth = 0;
  for (const { 0: token, index } of source.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]\n]/g)) {
    if (token === '\n') {
      line++;
      lineStart = index + 1;
    } else if (token === '{' || token === '[') {
      if (depth === 2 && token === '{' && index > items.index) found.push({ line, column: index - lineStart + 1 });
      depth++;
    } else if (token === '}' || token === ']') depth--;
  }
  const perLine = new Set(found.map(place => place.line));
  return perLine.size === found.length ? found.map(place => ({ line: place.line })) : found;
}
