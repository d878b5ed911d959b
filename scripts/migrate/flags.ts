import { parseArgs } from 'node:util';
import type { GatewayChoice } from './ingress/tls';

export const USAGE = `usage: npm run --silent migrate -- --gateway NAMESPACE/NAME [OPTIONS] FILE...
       npm run --silent migrate -- --to-ambient FILE...

From Ingresses to HTTPRoutes, or from sidecars to ambient. A FILE is a file of manifests, a folder of them, or - for the
standard input. Files are read, nothing else is touched. In place of files, or beside them:
  --cluster                  read the cluster of kubectl's current context, by lists alone
  --context NAME             read the cluster of that context

HTTPRoutes in the place of Ingresses, on the standard output; everything that has no equivalent is listed with file and
line:
  --gateway NAMESPACE/NAME   the Gateway that the routes attach to
  --section NAME             its listener for plain HTTP (default: every listener)
  --https-section NAME       its listener that ends TLS, for hosts with TLS; needs --section too
  --ingress-class NAME       only Ingresses of that class (default: all)
  --typescript               print TypeScript with this library's constructs, not YAML
  --output FOLDER            write routes.yaml and routes.ts there, and print nothing

A plan, to be ticked off, for every namespace that has sidecars:
  --to-ambient               name the files of namespaces, workloads, policies and routes

  --help                     print this

Exit code 0: all has an equivalent; 1: something has not, it is listed as an error; 2: wrong arguments, or a file that
cannot be read.
`;

/** Where manifests come from: files, a cluster, or both. */
export interface Sources {
  readonly files: readonly string[];
  /** A context of kubectl; `undefined` within is the current one. */
  readonly cluster?: { readonly context: string | undefined };
}

/** What a run was asked for. */
export type Task =
  | { readonly type: 'help' }
  | { readonly type: 'plan'; readonly from: Sources }
  | {
      readonly type: 'routes';
      readonly from: Sources;
      readonly gateway: GatewayChoice;
      readonly ingressClass?: string;
      readonly print: 'yaml' | 'typescript';
      readonly output?: string;
    };

/** The task, or what is wrong with the arguments. */
export function parseTask(args: readonly string[]): Task | string {
  try {
    const { values, positionals: files } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        gateway: { type: 'string' },
        section: { type: 'string' },
        'https-section': { type: 'string' },
        'ingress-class': { type: 'string' },
        typescript: { type: 'boolean', default: false },
        output: { type: 'string' },
        'to-ambient': { type: 'boolean', default: false },
        cluster: { type: 'boolean', default: false },
        context: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { type: 'help' };
    const { cluster, context } = values;
    const from = { files, ...(cluster || context !== undefined ? { cluster: { context } } : {}) };
    if (files.length === 0 && from.cluster === undefined) return 'it has to be given a FILE, or --cluster';
    if (values['to-ambient']) return { type: 'plan', from };
    const gateway = toGateway(values.gateway, values.section, values['https-section']);
    if (typeof gateway === 'string') return gateway;
    const { output, typescript } = values;
    const print = typescript ? 'typescript' : 'yaml';
    return { type: 'routes', from, gateway, ingressClass: values['ingress-class'], print, output };
  } catch (error) {
    return (error as Error).message;
  }
}

function toGateway(named: string | undefined, section?: string, httpsSection?: string): GatewayChoice | string {
  const [, namespace, name] = /^([^/\s]+)\/([^/\s]+)$/.exec(named ?? '') ?? [];
  if (namespace === undefined) return 'it has to be told the Gateway: --gateway NAMESPACE/NAME, or --to-ambient';
  if (httpsSection !== undefined && section === undefined) return '--https-section needs --section, which leads to it';
  return { name, namespace, section, httpsSection };
}
