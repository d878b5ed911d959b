import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../../../../scripts/bootstrap/end';
import { addOnRows, checkRows, commandOf, optionRows } from '../../../support/bootstrap/tables';
import { ROOT } from '../../../support/commands';

const document = readFileSync(join(ROOT, 'docs', 'bootstrap.md'), 'utf8');
const lines = document.split('\n');

describe('docs/bootstrap.md', () => {
  it.each(['up', 'verify', 'down'] as const)('has every option of %s, in the words of its help', name => {
    expect(optionRows(name).filter(row => !lines.includes(row))).toEqual([]);
  });

  it('has no option that no command has', () => {
    const known = (['up', 'verify', 'down'] as const).flatMap(optionRows);
    expect(lines.filter(line => /^\| `-/.test(line) && !known.includes(line))).toEqual([]);
  });

  it('has every check, in order', () => expect(document).toContain(`${checkRows().join('\n')}\n\n`));

  it('has every add-on with its release and source, in order', () =>
    expect(document).toContain(`${addOnRows().join('\n')}\n\n`));

  it('has the section that a wait refers to', () => expect(lines).toContain('### When a wait ends'));

  it('has every exit code', () => {
    const codes = lines.flatMap(line => /^\| ([\d, ]+) \|/.exec(line)?.[1].split(', ').map(Number) ?? []);
    expect(codes).toEqual([...Object.values(EXIT), 129, 130, 143]);
  });
});

test('README.md begins with the three commands, after those of synth', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8').split('## What you get')[0];
  const commands = [...readme.matchAll(/^npm (?:ci && npm )?(?:run )?(\w+)/gm)].map(([, name]) => name);
  expect(commands.slice(0, 5)).toEqual(['synth', 'test', 'up', 'verify', 'down']);
});

test.each(['up', 'verify', 'down'] as const)('the help of %s shows how npm is told of options', name => {
  expect(commandOf(name).helpInformation()).toMatch(new RegExp(`^Usage: npm run ${name} -- `));
});
