import type { Entry } from './catalogue';

const INTRODUCTION = `# Rules

What is looked for in everything that is synthesized, and in any manifests by \`npm run analyze\`; how to use it is in
[analyze.md](analyze.md). \`npm run explain -- ID\` shows manifests that fail and pass, and where in the code an id
comes from. This page is written by \`npm run docs\`.

Ids are forever. An \`error\` keeps everything from being written, and ends \`npm run analyze\` with 1; \`--strict\` takes
a \`warning\` for one. Rules marked as final find what fails on any cluster, and cannot be suppressed.`;

/** The text of docs/rules.md. */
export function toRulesDocument(entries: readonly Entry[]): string {
  const checks = entries.filter(({ rule, retired }) => rule === undefined && retired === undefined);
  const retired = entries.filter(entry => entry.retired !== undefined);
  return `${[
    INTRODUCTION,
    '## Rules over all objects',
    ...byTopic(entries.filter(({ rule }) => rule !== undefined)).flatMap(([topic, each]) => [
      `### About ${topic}`,
      ...each.map(toSection),
    ]),
    '## Checks of one construct, or of a command',
    'They speak where the construct is made, or where the command runs, and say what to change.',
    ...byTopic(checks).map(
      ([topic, each]) => `- ${topic}: ${each.map(({ id, name }) => `\`${id}\` ${name}`).join(', ')}`,
    ),
    '## Retired',
    retired.length === 0 ? 'None so far.' : retired.map(({ id, retired }) => `- \`${id}\`: ${retired}`).join('\n'),
  ].join('\n\n')}\n`;
}

function toSection({ id, name, rule }: Entry): string {
  if (rule === undefined) return '';
  const { doc, why, see, level, isFinal } = rule;
  const sources = see.map((address, index) => `[${index === 0 ? 'source' : index + 1}](${address})`).join(', ');
  return `#### ${id} ${name}\n\n${level}${isFinal ? ', final' : ''}: ${doc}.\nWhy: ${why} (${sources}).`;
}

function byTopic(entries: readonly Entry[]): [string, Entry[]][] {
  const topics = new Map<string, Entry[]>();
  for (const entry of entries) topics.set(entry.topic, [...(topics.get(entry.topic) ?? []), entry]);
  return [...topics];
}
