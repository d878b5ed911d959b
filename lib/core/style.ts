/** What a part of a text is, for whoever sets it apart. */
export type Part = 'error' | 'warning' | 'info' | 'heading' | 'aside';

/** Sets a part of a text apart. */
export type Style = (part: Part, text: string) => string;

/** For files and pipes. */
export const PLAIN: Style = (_, text) => text;

const CODES: Readonly<Record<Part, number>> = { error: 31, warning: 33, info: 36, heading: 1, aside: 2 };

/** For terminals. */
export const COLOURED: Style = (part, text) => `\u001b[${CODES[part]}m${text}\u001b[0m`;

/**
 * The style for a stream: coloured on a terminal, unless its user wants no colours.
 * @param noColor the variable NO_COLOR
 * @see https://no-color.org
 */
export function styleFor({ isTTY = false }: { readonly isTTY?: boolean }, noColor: string | undefined): Style {
  return isTTY && !noColor ? COLOURED : PLAIN;
}
