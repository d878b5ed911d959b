import { parseArgs } from 'node:util';

/** What a run of conformance was asked for. */
export interface Command {
  readonly help: boolean;
  /** Where the random specs start; the same seed gives the same specs. */
  readonly seed: number;
  /** How many random specs for each minor. */
  readonly runs: number;
  /** Minors to look at; none for all whose charts there are. */
  readonly minors: readonly string[];
}

export const USAGE = `usage: CHARTS_DIR=DIR npm run conformance -- [MINOR...] [--seed N] [--runs N]

Renders the official charts by helm, with the values that each spec gives, and compares with the native objects: every
chart case and N random specs for each minor. Values are taken as they are, out of what Flux and Sail are given, and by
cdk8s's Helm. Needs helm in the folder LAB_BIN (docs/testing.md), and the charts of each minor in DIR/MINOR, as in

  mkdir -p DIR/1.30 && git -C ISTIO archive 1.30.3 manifests/charts | tar x -C DIR/1.30 --strip-components=2

  MINOR       for example 1.31 (default: all whose charts there are)
  --seed N    of the random specs (default 1)
  --runs N    random specs for each minor (default 200), and an eighth as many of half of all props`;

/** Reads the command line; undefined where it makes no sense. */
export function parseCommand(args: readonly string[]): Command | undefined {
  try {
    const { values, positionals } = read(args);
    const [seed, runs] = [Number(values.seed), Number(values.runs)];
    const isSensible = Number.isInteger(seed) && Number.isInteger(runs) && runs >= 0;
    return isSensible ? { help: values.help, seed, runs, minors: positionals } : undefined;
  } catch {
    return undefined;
  }
}

/** @throws TypeError with an option that is not there */
const read = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      runs: { type: 'string', default: '200' },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
