/** Begins with a letter or slash; no colon, comment or bracket in it that could mean something. */
const WORDS = /^[A-Za-z/_](?:[\w./=+()$@,;*%<>^~?!|&'"-]|:(?=[^\s])| +(?=[\w./(<>=+$@*%^~?!|&'"-]))*$/;
/** What is a boolean or null in YAML 1.1 in spite of its letters. */
const NO_WORD = /^(?:y|n|yes|no|true|false|on|off|null)$/i;
const MEANINGS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
const NUMBER = /^(?:0|-?[1-9]\d{0,14})$|^-?(?:0|[1-9]\d{0,6})\.\d{1,6}$/;
/** A digit first, and a letter or a second dot somewhere: `5m`, `10.0.0.1`, `1.31.1`. */
const AMOUNT = /^\d+(?:\.\d+)?[A-DF-Za-df-z](?:[\w./-]|:(?=\w))*$|^\d+\.\d+\.\d+(?:[\w./-]|:(?=\w))*$/;
/** Between quotes without escapes. */
const SINGLE = /^'([^']*)'$/;
const DOUBLE = /^"([^"\\]*)"$/;

/**
 * The value of a scalar on one line, as kubectl reads it.
 * @returns undefined if it is not plain enough to be sure
 */
export function scalarOf(text: string): unknown {
  const trimmed = text.trimEnd();
  const quoted = SINGLE.exec(trimmed) ?? DOUBLE.exec(trimmed);
  if (quoted !== null) return quoted[1];
  if (WORDS.test(trimmed)) return NO_WORD.test(trimmed) ? MEANINGS[trimmed] : trimmed;
  if (NUMBER.test(trimmed)) return Number(trimmed);
  if (AMOUNT.test(trimmed) && !/^0[xob]/.test(trimmed)) return trimmed;
  if (trimmed === '{}') return {};
  if (trimmed === '[]') return [];
  return undefined;
}
