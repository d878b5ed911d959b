import type { Command } from 'commander';
import { ADD_ONS } from '../../../scripts/bootstrap/add-ons/registry';
import { type CommandName, program } from '../../../scripts/bootstrap/cli';
import { CHECKS } from '../../../scripts/bootstrap/verify/checks';

const nowhere = { write: () => true };

/** The command line as commander has it. */
export const commandOf = (name: CommandName): Command => {
  const root = program(async () => undefined, { stdout: nowhere, stderr: nowhere });
  return root.commands.find(command => command.name() === name) as Command;
};

const row = (...cells: string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** Every option as a row of a table, in the words of `--help`. */
export function optionRows(name: CommandName): string[] {
  return commandOf(name).options.map(
    ({ flags, description, defaultValue, defaultValueDescription, envVar, argChoices }) => {
      const said = defaultValueDescription ?? (defaultValue === undefined ? undefined : `\`${defaultValue}\``);
      const notes = [
        ...(argChoices === undefined ? [] : [`one of ${argChoices.join(', ')}`]),
        ...(envVar === undefined ? [] : [`variable ${envVar}`]),
        ...(said === undefined ? [] : [`default: ${said}`]),
      ];
      return row(`\`${flags}\``, notes.length === 0 ? description : `${description} (${notes.join('; ')})`);
    },
  );
}

/** Every check of `verify`, in its order. */
export const checkRows = (): string[] => CHECKS.map(({ id, title }) => row(`\`${id}\``, title));

/** Every add-on, in the order of installing. */
export const addOnRows = (): string[] =>
  ADD_ONS.map(({ name, version, source, namespace }) =>
    row(
      name,
      version,
      source.type === 'manifest' ? `<${source.url}>` : `chart ${source.chart} of <${source.repository}>`,
      `\`${namespace}\``,
    ),
  );
