import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { formatFindings, toFinding } from '../../lib/core/findings';
import { App } from '../../lib/rules/app';
import { DEFAULT_TOPOLOGY, TOPOLOGIES } from '../../lib/topologies';
import { toDiagram } from './diagram';
import { replaceBlock } from './readme';

export const USAGE = `usage: npm run --silent diagram -- [TOPOLOGY] [--readme]

Prints a topology as a Mermaid flowchart: ways in, gateways, routes, services, waypoints, workloads, and who may talk to
whom, all from the objects that synth would write.

  TOPOLOGY   the system (default ${DEFAULT_TOPOLOGY})
  --readme   write it between the markers in README.md instead
  --help     print this

Exit code 0: done; 1: the topology has errors, or README.md no markers; 2: wrong arguments.
`;

/** Where a run of the command reads and writes. */
export interface DiagramRun {
  readonly args: readonly string[];
  /** The path of README.md. */
  readonly readme: string;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** Runs the command and returns its exit code. */
export async function runDiagram(run: DiagramRun): Promise<number> {
  const flags = parseFlags(run.args);
  if (typeof flags === 'string') {
    run.complain(`${flags}\n\n${USAGE}`);
    return 2;
  }
  if (flags.help) {
    run.print(USAGE);
    return 0;
  }
  const app = new App();
  (await TOPOLOGIES[flags.topology]())(app);
  const { index, findings } = app.synthesized();
  if (findings.some(({ level }) => level === 'error')) {
    run.complain(`${formatFindings(findings)}\n`);
    return 1;
  }
  const diagram = toDiagram(index);
  if (flags.readme) return writeReadme(run, diagram);
  run.print(diagram);
  return 0;
}

function writeReadme({ readme, print, complain }: DiagramRun, diagram: string): number {
  const text = replaceBlock(readFileSync(readme, 'utf8'), diagram);
  if (text === undefined) {
    const fault = {
      path: 'README.md',
      found: 'no markers',
      expected: 'a line that begins with <!-- diagram and one with <!-- end of diagram',
      cure: 'put them where the diagram belongs',
    };
    complain(`${formatFindings([toFinding('AMB790', 'error', fault)])}\n`);
    return 1;
  }
  writeFileSync(readme, text);
  print('README.md holds the diagram\n');
  return 0;
}

type Flags = { readonly help: boolean; readonly readme: boolean; readonly topology: string };

/** The flags, or what is wrong with them. */
function parseFlags(args: readonly string[]): Flags | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        readme: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const [topology = DEFAULT_TOPOLOGY, ...more] = positionals;
    if (more.length > 0) return `one topology is drawn at a time, not ${positionals.join(', ')}`;
    const known = Object.keys(TOPOLOGIES);
    if (!known.includes(topology)) return `there is no topology "${topology}", only ${known.join(', ')}`;
    return { help: values.help, readme: values.readme, topology };
  } catch (error) {
    return (error as Error).message;
  }
}
