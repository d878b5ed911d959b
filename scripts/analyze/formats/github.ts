import type { Finding, Level } from '../../../lib/core/findings';
import { inOrder, nameOf, placeOf, type Report } from './report';

const COMMANDS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * A workflow command a finding, which GitHub shows at the line it is about.
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function toGithub({ findings }: Report): string {
  return inOrder(findings).map(toCommand).join('');
}

function toCommand(finding: Finding): string {
  const { id, level, message } = finding;
  const { file, line, column } = placeOf(finding);
  const properties = Object.entries({ file, line, col: column, title: `${id} ${nameOf(id)}` })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escaped(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
  return `::${COMMANDS[level]} ${properties.join(',')}::${escaped(message)}\n`;
}

const escaped = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
