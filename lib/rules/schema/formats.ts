import { isIP } from 'node:net';

/** What a format of a schema asks of a string; a format that is not listed asks nothing. */
const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': text => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i.test(text),
  date: text => /^\d{4}-\d{2}-\d{2}$/.test(text),
  byte: text => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text),
  ipv4: text => isIP(text) === 4,
  ipv6: text => isIP(text) === 6,
  uri: text => /^[A-Za-z][A-Za-z0-9+.-]*:\S*$/.test(text) || /^\/\S*$/.test(text),
  uuid: text => /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text),
};

/**
 * Whether a value keeps to a format. Those of numbers ask nothing: API servers up to 1.36 do not mind them.
 * @see https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/validate/schema.go
 */
export function fitsFormat(format: string, value: unknown): boolean {
  return typeof value !== 'string' || (FORMATS[format]?.(value) ?? true);
}
