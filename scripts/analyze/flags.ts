import { parseArgs } from 'node:util';

/** How findings are printed. */
const FORMATS = ['text', 'json', 'sarif', 'github'] as const;
export type Format = (typeof FORMATS)[number];

export const USAGE = `usage: npm run analyze -- [--strict] [--json | --format FORMAT] [-n NAME] FILE...
       npm run analyze -- --verdicts [--load-balancers] FILE...

Says, without a cluster, what a cluster with Istio 1.31 and Gateway API 1.6 would make of manifests, and what is wrong
with them. All FILEs are taken for one cluster.

  FILE         a file of YAML or JSON, a folder of them, or - for the standard input
  --namespace NAME, -n NAME   where objects are that name no namespace, as with kubectl apply (default: default)
  --strict     take warnings for errors
  --format     text for people (default), json, sarif (2.1.0) for code scanning, github for annotations of a workflow
  --json       the same as --format json
  --verdicts   print as JSON what each object comes to: the conditions of Gateways, their listeners, routes, policies
               and Services, and what the API server refuses; of several FILEs an object with one entry for each
  --load-balancers   with --verdicts: take Services of type LoadBalancer to get an address
  --help       print this

Exit code 0: no finding of error level; 1: there is one; 2: the flags are wrong, or something cannot be read, which is
named with file and line, or there is no object at all. \`npm run explain -- ID\` tells more about a finding.
`;

/** What a run of the command was asked for. */
export interface Flags {
  readonly verdicts: boolean;
  readonly loadBalancers: boolean;
  readonly strict: boolean;
  readonly format: Format;
  readonly help: boolean;
  /** Where objects are that name no namespace. */
  readonly namespace?: string;
  readonly files: readonly string[];
}

/** The flags, or what is wrong with them. */
export function parseFlags(args: readonly string[]): Flags | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        verdicts: { type: 'boolean', default: false },
        'load-balancers': { type: 'boolean', default: false },
        strict: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        format: { type: 'string' },
        namespace: { type: 'string', short: 'n' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const { help, verdicts, strict, namespace } = values;
    const format = values.format ?? (values.json ? 'json' : 'text');
    if (!isFormat(format)) return `there is no format ${format}: name one of ${FORMATS.join(', ')}`;
    if (values.json && format !== 'json') return 'it can print one format: --json or --format';
    if (!help && positionals.length === 0) return 'it has to be given a FILE';
    if (namespace !== undefined && !LABEL.test(namespace)) return `there is no namespace of the name '${namespace}'`;
    return { help, verdicts, strict, format, namespace, loadBalancers: values['load-balancers'], files: positionals };
  } catch (error) {
    return (error as Error).message;
  }
}

const isFormat = (text: string): text is Format => (FORMATS as readonly string[]).includes(text);

/** What a namespace may be called. */
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
