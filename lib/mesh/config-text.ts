/**
 * YAML as Go's sigs.k8s.io/yaml writes it: keys in order, sequences not indented. Texts that stand inside ConfigMaps
 * are read by Go programs and compared by people, so they look as those of the charts do.
 */
export function toConfigText(value: unknown): string {
  return `${lines(value).join('\n')}\n`;
}

function lines(value: unknown): string[] {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap(item => prefixed(lines(item), '- ', '  '));
  }
  if (isFilledMap(value)) {
    return Object.keys(value)
      .filter(key => value[key] !== undefined)
      .sort()
      .flatMap(key => entry(scalar(key), value[key]));
  }
  return [scalar(value)];
}

function entry(key: string, value: unknown): string[] {
  if (isFilledMap(value)) {
    return [`${key}:`, ...prefixed(lines(value), '  ', '  ')];
  }
  if (Array.isArray(value) && value.length > 0) {
    return [`${key}:`, ...lines(value)];
  }
  return [`${key}: ${scalar(value)}`];
}

const prefixed = (text: string[], first: string, rest: string): string[] =>
  text.map((line, index) => `${index === 0 ? first : rest}${line}`);

const isFilledMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;

/** Words that YAML 1.1 or 1.2 reads as something else than a string. */
const NOT_A_STRING = /^(y|n|yes|no|on|off|true|false|null|~|[-+]?[0-9.][0-9a-fox_.:eE+-]*|[-+]?\.(inf|nan)|<<|=)$/i;

/** Texts that mean themselves without quotes. */
const PLAIN = /^[A-Za-z0-9_/.][A-Za-z0-9_/.,@+()=$*% -]*(:[A-Za-z0-9_/.,@+()=$*%-]+)*$/;

function scalar(value: unknown): string {
  if (typeof value !== 'string') {
    return JSON.stringify(value ?? null);
  }
  return PLAIN.test(value) && !NOT_A_STRING.test(value) && !value.endsWith(' ') ? value : JSON.stringify(value);
}
