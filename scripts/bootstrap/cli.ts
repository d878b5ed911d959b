import { Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_TOPOLOGY } from '../../lib/topologies';
import { LOAD_BALANCERS } from './options';
import { parseHostPorts } from './plan/node-ports';

export type CommandName = 'up' | 'verify' | 'down';

/** Does what a command line asks for. */
// biome-ignore lint/suspicious/noExplicitAny: each command's own options, typed where they are used
export type Action = (command: CommandName, topology: string | undefined, options: any) => Promise<void>;

/** Where help and complaints about options go. */
export interface Output {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

export const DEFAULT_NAME = 'ambient';

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`a whole number from ${least} to ${most}`);
  };

/** More nodes than one machine carries. */
const MOST_WORKERS = 100;

const DAY_SECONDS = 24 * 3600;

/** As kind has it. @see https://kind.sigs.k8s.io/docs/user/configuration/#name-your-cluster */
const clusterName = (text: string): string => {
  if (/^[a-z0-9.-]+$/.test(text)) return text;
  throw new InvalidArgumentError('lower-case letters, digits, dots and hyphens');
};

/** An empty text comes from a variable that is not set: kubectl would take it for whatever context is the current one. */
const filled = (text: string): string => {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('it must not be empty');
};

/** Switches that are not given; commander would tell of each that its default is false. */
const OFF = { yes: false, json: false, upgradeCrds: false, rotate: false, dryRun: false, crds: false };

const list = (text: string, before: readonly string[] = []): string[] => [...before, ...text.split(',')];

const hostPorts = (text: string, before: ReadonlyMap<number, number> = new Map()): ReadonlyMap<number, number> => {
  try {
    return new Map([...before, ...parseHostPorts([text])]);
  } catch {
    throw new InvalidArgumentError('NODEPORT=HOSTPORT, for example 30081=8081');
  }
};

/** The program: three commands, each with its options. */
export function program(action: Action, { stdout, stderr }: Output): Command {
  const root = new Command('npm run')
    .description('An ambient mesh on a kind cluster of its own, or on any cluster: up, seen to work, and down again.')
    .showHelpAfterError('(--help lists the options)')
    .helpCommand(false)
    .configureOutput({ writeOut: text => stdout.write(text), writeErr: text => stderr.write(text) })
    .usage('up|verify|down -- [options]')
    .exitOverride();

  common(root.command('up').description('from nothing to a topology that is ready; running it again repairs it'))
    .usage('-- [topology] [options]')
    .argument('[topology]', `the system; also the variable TOPOLOGY (default ${DEFAULT_TOPOLOGY})`)
    .addOption(
      new Option('--workers <n>', 'kind: nodes besides the control plane').argParser(whole(0, MOST_WORKERS)).default(0),
    )
    .addOption(
      new Option('--host-port <node=host>', 'kind: another port of this host for a node port; may be repeated')
        .argParser(hostPorts)
        .default(new Map(), 'the same port'),
    )
    .option(
      '--node-image <image>',
      'kind: image of the nodes (default: the newest that the Istio version is for, by digest)',
      filled,
    )
    .addOption(
      new Option('--load-balancer <kind>', 'kind: what gives addresses to LoadBalancers')
        .choices(LOAD_BALANCERS)
        .default('metallb'),
    )
    .option('--output <dir>', 'the folder to synthesize to', filled, 'dist')
    .addOption(
      new Option('--crds-dir <dir>', 'read definitions and add-ons from here, not from the network').env('CRDS_DIR'),
    )
    .option('--upgrade-crds', 'replace older definitions that up did not install')
    .option('--rotate', 'make TLS keys and certificates anew')
    .option('--dry-run', 'print every command, run none')
    .action((topology, options) => action('up', topology, { ...OFF, ...options }));

  common(
    root
      .command('verify')
      .description('look whether the mesh does what it is for; exit code 0 only if all of it holds'),
  )
    .usage('-- [topology] [options]')
    .argument('[topology]', 'the system (default: that of the last up)')
    .addOption(new Option('--only <checks>', 'run these checks, by id and with commas').argParser(list))
    .addOption(new Option('--skip <checks>', 'leave these checks out').argParser(list))
    .action((topology, options) => action('verify', topology, { ...OFF, ...options }));

  common(root.command('down').description('take away what up created, and nothing else; safe to repeat'))
    .usage('-- [options]')
    .option('--crds', 'the custom resource definitions too, and with them every object of theirs')
    .action(options => action('down', undefined, { ...OFF, ...options }));
  return root;
}

/** The options that every command has. */
function common(command: Command): Command {
  return command
    .option('--context <name>', 'a cluster that is there, by its context in the kubeconfig', filled)
    .addOption(
      new Option(
        '--name <name>',
        `the kind cluster (default: ${DEFAULT_NAME}; for verify and down that of the last up)`,
      ).argParser(clusterName),
    )
    .option('--state <dir>', 'folder of cache, logs, keys and notes between runs', filled, '.bootstrap')
    .addOption(
      new Option('--timeout <seconds>', 'how long one wait may take').argParser(whole(1, DAY_SECONDS)).default(300),
    )
    .option('-y, --yes', 'answer every question with yes')
    .option('--json', 'print one JSON object at the end, and nothing else');
}
