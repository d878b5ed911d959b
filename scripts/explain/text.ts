import type { Style } from '../../lib/core/style';
import type { Entry, Example } from './catalogue';

/** A line for each id: its level, its name and what it wants. */
export function toList(entries: readonly Entry[], style: Style): string {
  const width = Math.max(...entries.map(({ name }) => name.length));
  const lines = entries.map(({ id, name, rule, retired, mentions, topic }) => {
    const wanted = rule?.doc ?? mentions.find(({ expected }) => expected)?.expected ?? style('aside', topic);
    return `${id}  ${name.padEnd(width)}  ${retired === undefined ? wanted : style('aside', `retired: ${retired}`)}\n`;
  });
  return lines.join('');
}

/** All that is known of one id. */
export function toExplanation(entry: Entry, style: Style): string {
  const { id, name, rule, retired, topic } = entry;
  const level = rule === undefined ? '' : `, ${style(rule.level, rule.level)}`;
  const heading = `${style('heading', `${id} ${name}`)}${retired === undefined ? level : ', retired'}`;
  const lines = rule === undefined ? aboutCheck(entry) : aboutRule(rule);
  const width = Math.max(...lines.map(([label]) => label.length));
  const facts = retired === undefined ? lines : ([['retired', retired]] as const);
  return [
    `${heading}\n${style('aside', `about ${topic}`)}`,
    facts.map(([label, text]) => `${label.padEnd(width)}  ${text}`).join('\n'),
    ...toExamples('fails', entry.failing, style),
    ...toExamples('passes', entry.passing, style),
    '',
  ]
    .join('\n\n')
    .replace(/\n\n$/, '\n');
}

type Fact = readonly [label: string, text: string];

function aboutRule({ doc, why, see, isFinal }: NonNullable<Entry['rule']>): Fact[] {
  const suppression = isFinal ? 'cannot be suppressed' : 'with a reason, see docs/analyze.md';
  return [['wants', doc], ['why', why], ...see.map((address): Fact => ['see', address]), ['suppress', suppression]];
}

/** A check of one construct speaks where the construct is; what it says is in the source. */
function aboutCheck({ mentions }: Entry): Fact[] {
  return mentions.flatMap(({ file, line, expected, cure }): Fact[] => [
    ...(expected === undefined ? [] : [['wants', expected] as const]),
    ...(cure === undefined ? [] : [['cure', cure] as const]),
    ['from', `${file}:${line}`],
  ]);
}

function toExamples(verb: string, [first, ...others]: readonly Example[], style: Style): string[] {
  if (first === undefined) return [];
  const more = others.map(({ file }) => `\n${style('aside', `also ${file}`)}`).join('');
  const text = first.text.trimEnd().replace(/^(?=.)/gm, '  ');
  return [`${style('heading', verb)} ${style('aside', first.file)}\n\n${text}${more}`];
}
