import { toLiteral } from '../migrate/output/literal';
import type { Procedure, Step } from './procedures';

/** Procedures as numbered steps. */
export function toProcedureText(procedures: readonly Procedure[]): string[] {
  return [
    '## Install, upgrade, remove',
    'Steps for the delivery `manifests`, by the props of `AmbientSystem`; a test follows them on a real API server. With' +
      ' `helm`, `flux` and `sail` the same changes of props do, and whoever installs keeps the order.',
    ...procedures.flatMap(({ title, says, from, steps }) => [
      `### ${title}`,
      Object.keys(from).length === 0 ? says : `${says} From ${toCode(from)}:`,
      steps.map(toStepText).join('\n\n'),
    ]),
  ];
}

const toCode = (props: object) => `\`${toLiteral(props, -1000)}\``;

function toStepText({ says, props, commands }: Step, index: number): string {
  const change = props === undefined ? [] : [`   The system is now ${toCode(props)}.`];
  const lines = [...(props === undefined ? [] : ['npm run synth']), ...commands];
  return [`${index + 1}. ${says}`, ...change, '', ...['```sh', ...lines, '```'].map(line => `   ${line}`)].join('\n');
}
