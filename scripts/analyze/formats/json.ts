import { countLevels } from '../../../lib/core/findings';
import { inOrder, nameOf, placeOf, type Report } from './report';

/** One object: how many findings there are of each level, and all of them with file and line. */
export function toJson({ findings, objects }: Report): string {
  const entries = inOrder(findings).map(finding => {
    const { id, level, message, found, expected, cure } = finding;
    return { id, name: nameOf(id), level, ...placeOf(finding), message, found, expected, cure };
  });
  return `${JSON.stringify({ objects, ...countLevels(findings), findings: entries }, null, 2)}\n`;
}
