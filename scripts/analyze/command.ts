import { parseArgs } from 'node:util';
import { ObjectIndex } from '../../lib/core/object-index';
import { toVerdicts } from '../../lib/rules/model/verdicts';
import { type Input, readInput } from './files';
import { toSortedJson } from './sorted-json';

export const USAGE = `usage: npm run analyze -- --verdicts FILE...

Says, without a cluster, what a cluster with Istio 1.31 and Gateway API 1.6 would say of manifests.

  FILE         a file of YAML or JSON, a folder of them, or - for the standard input
  --verdicts   print as JSON what each object comes to: the conditions of Gateways, their listeners, routes, policies
               and Services, and what the API server refuses; of several FILEs an object with one entry for each
  --load-balancers   take Services of type LoadBalancer to get an address
  --help       print this

Exit code 0: printed; 2: something cannot be read, it is named with file and line.
`;

/** Where a run of the command writes to. */
export interface Output {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

interface Flags {
  readonly verdicts: boolean;
  readonly loadBalancers: boolean;
  readonly help: boolean;
  readonly files: readonly string[];
}

/** The flags, or what is wrong with them. */
function parseFlags(args: readonly string[]): Flags | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        verdicts: { type: 'boolean', default: false },
        'load-balancers': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const { verdicts, help } = values;
    if (!help && !verdicts) return 'it has to be told what to print: --verdicts';
    if (!help && positionals.length === 0) return 'it has to be given a FILE';
    return { verdicts, help, loadBalancers: values['load-balancers'], files: positionals };
  } catch (error) {
    return (error as Error).message;
  }
}

/** Runs the command and returns its exit code. */
export function runAnalyze(args: readonly string[], { print, complain }: Output): number {
  const flags = parseFlags(args);
  if (typeof flags === 'string') {
    complain(`${flags}\n\n${USAGE}`);
    return 2;
  }
  if (flags.help) {
    print(USAGE);
    return 0;
  }
  const inputs = flags.files.map(readInput);
  const unreadable = inputs.flatMap(input => input.unreadable);
  if (unreadable.length > 0) {
    complain(unreadable.map(({ place, message }) => `${place}: ${message}\n`).join(''));
    return 2;
  }
  print(`${toSortedJson(verdictsOf(inputs, flags.loadBalancers))}\n`);
  return 0;
}

/** The verdicts of one input, or an object of those of several. */
function verdictsOf(inputs: readonly Input[], loadBalancers: boolean): unknown {
  const verdicts = inputs.map(({ name, objects }) => [name, toVerdicts(new ObjectIndex(objects), { loadBalancers })]);
  return verdicts.length === 1 ? verdicts[0]?.[1] : Object.fromEntries(verdicts);
}
