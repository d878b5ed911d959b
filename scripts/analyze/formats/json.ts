import { countLevels, type Finding } from '../../../lib/core/findings';
import { inOrder, nameOf, placeOf, type Report } from './report';

/** One object: how many findings there are of each level, and all of them with file and line, those that are let be apart. */
export function toJson({ findings, suppressed, objects }: Report): string {
  const counts = { objects, ...countLevels(findings) };
  const letBe = suppressed.map(({ finding, reason }) => ({ ...toEntry(finding), reason }));
  return `${JSON.stringify({ ...counts, findings: inOrder(findings).map(toEntry), suppressed: letBe }, null, 2)}\n`;
}

function toEntry(finding: Finding) {
  const { id, level, message, found, expected, cure } = finding;
  return { id, name: nameOf(id), level, ...placeOf(finding), message, found, expected, cure };
}
