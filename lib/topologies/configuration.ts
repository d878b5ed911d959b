import { parseArgs } from 'node:util';
import { type Finding, FindingsError, toFinding } from '../core/findings';
import { type Environment, environmentFaults, parseEnvironment, VARIABLE_NAMES } from './environment';
import { DEFAULT_TOPOLOGY } from './index';
import type { Settings } from './settings';

/** What a run of synth was asked for. */
export interface Configuration {
  readonly help: boolean;
  readonly topology: string;
  /** The folder to write. */
  readonly outdir: string;
  /** Whether warnings are errors. */
  readonly strict: boolean;
  /** Whether the definitions of custom resources are written too. */
  readonly crds: boolean;
  /** A folder that holds them; absent for the network. */
  readonly crdsDir?: string;
  /** What the environment says of the topology. */
  readonly settings: Settings;
}

export const USAGE = `usage: npm run synth -- [TOPOLOGY] [--output DIR] [--strict] [--crds]

  TOPOLOGY      the system to synthesize; also the variable TOPOLOGY (default ${DEFAULT_TOPOLOGY})
  --output DIR  the folder to write; what an earlier run wrote there goes (default dist)
  --crds        write the custom resource definitions too, before all else: from the folder CRDS_DIR, or downloaded
  --strict      take warnings for errors
  --help        this text

Settings of the mesh, as variables or in a file .env (variables win):
${VARIABLE_NAMES.map(name => `  ${name}`).join('\n')}`;

/** The options that take no value, with what to do where one was given. */
const SWITCHES: Readonly<Record<string, string>> = {
  strict: 'write --strict to take warnings for errors, or leave it out',
  crds: 'write --crds, and name a folder in the variable CRDS_DIR',
  help: 'write --help',
};

/**
 * Reads command line and environment; touches nothing.
 * @param known the names of the topologies
 * @throws FindingsError with every fault
 */
export function parseConfiguration(args: readonly string[], env: Environment, known: readonly string[]): Configuration {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: {
      output: { type: 'string', multiple: true },
      crds: { type: 'boolean' },
      strict: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const help = values.help === true;
  const topology = positionals[0] ?? (env.TOPOLOGY || DEFAULT_TOPOLOGY);
  const folders = values.output ?? [env.CDK8S_OUTDIR || 'dist'];
  const unknown = tokens.flatMap(token =>
    token.kind === 'option' && !['output', 'crds', 'strict', 'help'].includes(token.name) ? [token.rawName] : [],
  );
  const valued = tokens.flatMap(token =>
    token.kind === 'option' && Object.hasOwn(SWITCHES, token.name) && token.value !== undefined ? [token] : [],
  );
  const findings = [
    ...valued.map(({ rawName, name, value }) =>
      fault('AMB501', `${rawName}=${value}`, `${rawName} without a value`, SWITCHES[name]),
    ),
    ...unknown.map(option =>
      fault('AMB501', `option ${option}`, '--output DIR, --strict, --crds or --help', 'leave it out'),
    ),
    ...positionals.slice(1).map(word => fault('AMB501', `"${word}"`, 'one topology', 'name one topology a run')),
    ...(known.includes(topology)
      ? []
      : [fault('AMB502', `topology "${topology}"`, `one of: ${known.join(', ')}`, 'name one of them')]),
    ...folders.slice(1).map(() => fault('AMB501', '--output more than once', 'one folder', 'name one folder a run')),
    ...(typeof folders[0] === 'string' && folders[0] !== ''
      ? []
      : [fault('AMB503', 'no folder', '--output DIR', 'name the folder')]),
    ...environmentFaults(env),
  ];
  if (findings.length > 0 && !help) throw new FindingsError(findings);
  const settings = help ? {} : parseEnvironment(env);
  return {
    help,
    topology,
    outdir: String(folders[0]),
    strict: values.strict !== undefined,
    crds: values.crds !== undefined,
    ...(env.CRDS_DIR ? { crdsDir: env.CRDS_DIR } : {}),
    settings,
  };
}

function fault(id: string, found: string, expected: string, cure: string): Finding {
  return toFinding(id, 'error', { path: 'the command line', found, expected, cure });
}
