/**
 * The words that a word is most like, by the number of letters to change; none that are quite another.
 * @param most how many letters may differ, at most
 */
export function nearest(word: string, words: readonly string[], most: number = Math.max(2, word.length / 2)): string[] {
  const lower = word.toLowerCase();
  const distances = words.map(each => ({ each, distance: distanceOf(lower, each.toLowerCase()) }));
  const least = Math.min(...distances.map(({ distance }) => distance));
  if (least > most) return [];
  return distances.filter(({ distance }) => distance === least).map(({ each }) => each);
}

/** @see https://en.wikipedia.org/wiki/Levenshtein_distance */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...a].entries()) {
    const next = [line + 1];
    for (let column = 1; column <= b.length; column++) {
      const change = letter === b[column - 1] ? 0 : 1;
      next.push(Math.min(next[column - 1] + 1, row[column] + 1, row[column - 1] + change));
    }
    row = next;
  }
  return row[b.length];
}
