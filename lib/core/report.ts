/** What a run of synth wrote. */
export interface WrittenFile {
  /** Path below the output folder. */
  readonly file: string;
  readonly objects: readonly { readonly kind: string }[];
}

/** One line a file: its name, how many objects it holds and of which kinds. */
export function toFileLines(files: readonly WrittenFile[]): string[] {
  const width = Math.max(0, ...files.map(({ file }) => file.length));
  return files.map(({ file, objects }) => `  ${file.padEnd(width)}  ${toKindCounts(objects)}`);
}

function toKindCounts(objects: WrittenFile['objects']): string {
  const counts = new Map<string, number>();
  for (const { kind } of objects) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => (count === 1 ? kind : `${count} ${kind}`)).join(', ');
}
