import { CelError } from './error';
import { Duration } from './values';

const UNITS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};
const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;

/** A duration as Go writes it: `1h30m`, `0.5s`, `-2ms`, `0`. @throws CelError where it is none */
export function toDuration(text: string): Duration {
  const unsigned = text.replace(/^[+-]/, '');
  if (unsigned === '0') return new Duration(0);
  let nanoseconds = 0;
  PART.lastIndex = 0;
  let end = 0;
  for (let part = PART.exec(unsigned); part !== null; part = PART.exec(unsigned)) {
    nanoseconds += Number(part[1]) * (UNITS[part[2] as string] as number);
    end = PART.lastIndex;
  }
  if (end === 0 || end < unsigned.length) throw new CelError(`no duration: ${text}`);
  return new Duration(text.startsWith('-') ? -nanoseconds : nanoseconds);
}
