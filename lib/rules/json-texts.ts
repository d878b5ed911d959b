/** One of several texts, and where it begins. */
export interface TextPart {
  readonly source: string;
  /** From 1. */
  readonly line: number;
  /** From 1, where more than one begins on the line. */
  readonly column?: number;
}

/**
 * The objects of JSON that follow each other without anything between them, as `jq '.items[]'` writes them and kubectl
 * reads them. Any other text is one part.
 */
export function splitJson(source: string): TextPart[] {
  const whole = [{ source, line: 1 }];
  if (!/^\s*\{/.test(source) || !/\}\s*\{/.test(source)) return whole;
  const starts = startsOf(source);
  if (starts.length < 2 || !isJson(source.slice(0, starts[1]))) return whole;
  const places = placesOf(source, starts);
  const isShared = (index: number) =>
    places[index]?.line === places[index - 1]?.line || places[index]?.line === places[index + 1]?.line;
  return places.map(({ line, column }, index) => ({
    source: source.slice(starts[index], starts[index + 1]),
    line,
    ...(isShared(index) ? { column } : {}),
  }));
}

/** Where no brace is open and one opens. */
function startsOf(source: string): number[] {
  const starts: number[] = [];
  let depth = 0;
  for (const { 0: token, index } of source.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') {
      if (depth === 0) starts.push(index);
      depth++;
    } else if (token === '}' || token === ']') depth--;
  }
  return starts;
}

function placesOf(source: string, starts: readonly number[]) {
  let line = 1;
  let lineStart = 0;
  return starts.map(start => {
    for (let end = source.indexOf('\n', lineStart); end >= 0 && end < start; end = source.indexOf('\n', lineStart)) {
      line++;
      lineStart = end + 1;
    }
    return { line, column: start - lineStart + 1 };
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
