import { isIP } from 'node:net';

/** What a format of a schema asks of a string; a format that is not listed asks nothing. */
const TEXT_FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': text => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i.test(text),
  date: text => /^\d{4}-\d{2}-\d{2}$/.test(text),
  byte: text => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text),
  ipv4: text => isIP(text) === 4,
  ipv6: text => isIP(text) === 6,
  uri: text => /^[A-Za-z][A-Za-z0-9+.-]*:\S*$/.test(text) || /^\/\S*$/.test(text),
  uuid: text => /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text),
};

const NUMBER_FORMATS: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 63), 2 ** 63],
};

/** Whether a value keeps to a format of its type. */
export function fitsFormat(format: string, value: unknown): boolean {
  if (typeof value === 'string') return TEXT_FORMATS[format]?.(value) ?? true;
  const range = typeof value === 'number' ? NUMBER_FORMATS[format] : undefined;
  return range === undefined || (Number(value) >= range[0] && Number(value) <= range[1]);
}
