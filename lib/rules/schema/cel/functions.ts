import { isAddress, isRange, parseUrl, requireUrl, type Url } from './addresses';
import { toDuration } from './durations';
import { CelError } from './error';
import { regularExpression } from './regular-expressions';
import { asDuration, asNumber, asText, itemsOf, sizeOf } from './values';

/** What a function makes of its arguments; the value that it is called on is the first. */
export type CelFunction = (...values: readonly unknown[]) => unknown;

/** Part of a text, counted in characters. */
function substring(text: string, from: number, to?: number): string {
  const characters = [...text];
  const end = to ?? characters.length;
  if (from < 0 || end > characters.length || from > end)
    throw new CelError(`substring ${from}, ${end} is out of range`);
  return characters.slice(from, end).join('');
}

function toInteger(value: unknown): number {
  if (typeof value === 'number') return Math.trunc(value);
  const text = asText(value);
  if (!/^[+-]?\d+$/.test(text)) throw new CelError(`no integer: ${text}`);
  return Number(text);
}

/**
 * Functions, of the language and those that Kubernetes adds, by name and number of arguments.
 * @see https://kubernetes.io/docs/reference/using-api/cel/
 */
export const FUNCTIONS: Readonly<Record<string, CelFunction>> = {
  'size/1': sizeOf,
  'int/1': toInteger,
  'string/1': value => (typeof value === 'object' ? asText(value) : String(value)),
  'duration/1': value => toDuration(asText(value)),
  'getHours/1': span => Math.trunc(asDuration(span).nanoseconds / 3600e9),
  'getMinutes/1': span => Math.trunc(asDuration(span).nanoseconds / 60e9),
  'getSeconds/1': span => Math.trunc(asDuration(span).nanoseconds / 1e9),
  'getMilliseconds/1': span => Math.trunc(asDuration(span).nanoseconds / 1e6),
  'matches/2': (text, pattern) => regularExpression(asText(pattern)).test(asText(text)),
  'contains/2': (text, part) => asText(text).includes(asText(part)),
  'startsWith/2': (text, part) => asText(text).startsWith(asText(part)),
  'endsWith/2': (text, part) => asText(text).endsWith(asText(part)),
  'substring/2': (text, from) => substring(asText(text), asNumber(from)),
  'substring/3': (text, from, to) => substring(asText(text), asNumber(from), asNumber(to)),
  'split/2': (text, separator) => asText(text).split(asText(separator)),
  'join/2': (list, separator) => itemsOf(list).map(asText).join(asText(separator)),
  'replace/3': (text, from, to) => asText(text).replaceAll(asText(from), asText(to)),
  'trim/1': text => asText(text).trim(),
  'lowerAscii/1': text => asText(text).replace(/[A-Z]/g, letter => letter.toLowerCase()),
  'upperAscii/1': text => asText(text).replace(/[a-z]/g, letter => letter.toUpperCase()),
  'isIP/1': text => isAddress(asText(text)),
  'isCIDR/1': text => isRange(asText(text)),
  'isURL/1': text => parseUrl(asText(text)) !== undefined,
  'url/1': text => requireUrl(asText(text)),
  'getScheme/1': url => (url as Url).scheme,
  'getHost/1': url => (url as Url).host,
  'getHostname/1': url => (url as Url).hostname,
  'getPort/1': url => (url as Url).port,
  'getEscapedPath/1': url => (url as Url).path,
};
