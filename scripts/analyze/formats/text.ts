import { countOf, type Finding, linesOf } from '../../../lib/core/findings';
import type { Style } from '../../../lib/core/style';
import { inOrder, nameOf, type Report } from './report';

/** For people: the findings of each object below its place, as in `gateway.yaml:12`, and in the end how many there are. */
export function toText({ findings, suppressed, objects }: Report, style: Style): string {
  const blocks = new Map<string, string[]>();
  for (const finding of inOrder(findings)) {
    const block = blocks.get(finding.path) ?? [style('heading', finding.path || 'all objects together')];
    block.push(...toLines(finding, style));
    blocks.set(finding.path, block);
  }
  const count = findings.length === 0 ? 'nothing found' : countOf(findings);
  const letBe = suppressed.length === 0 ? '' : `, ${suppressed.length} suppressed`;
  const total = `${count} in ${objects} ${objects === 1 ? 'object' : 'objects'}${letBe}\n`;
  return [...[...blocks.values()].map(lines => lines.join('\n')), total].join('\n\n');
}

function toLines(finding: Finding, style: Style): string[] {
  const { id, level } = finding;
  return [`  ${style(level, `${level} ${id}`)} ${nameOf(id)}`, ...linesOf(finding).map(line => `    ${line}`)];
}
