const BEGIN = '<!-- diagram: written by `npm run diagram -- --readme` -->';
const END = '<!-- end of diagram -->';

/** The text with a new block between its markers; undefined where it has none. */
export function replaceBlock(text: string, diagram: string): string | undefined {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) return undefined;
  const block = `${BEGIN}\n\`\`\`mermaid\n${diagram}\`\`\`\n`;
  return text.slice(0, begin) + block + text.slice(end);
}
