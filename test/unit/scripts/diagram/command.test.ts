import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDiagram, USAGE } from '../../../../scripts/diagram/command';

const folder = mkdtempSync(join(tmpdir(), 'readme-'));
const readme = join(folder, 'README.md');
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]) {
  let [printed, complained] = ['', ''];
  const code = await runDiagram({
    args,
    readme,
    print: text => {
      printed += text;
    },
    complain: text => {
      complained += text;
    },
  });
  return { code, printed, complained };
}

test('it prints the default topology, and any other by its name', async () => {
  const first = await run();
  expect(first).toMatchObject({ code: 0, complained: '' });
  expect(first.printed).toMatch(/^flowchart LR\n/);
  expect(await run('intranet-internet')).toEqual(first);
});

test('it writes between the markers of README.md and nowhere else', async () => {
  const around = (block: string) => `# Title\n\n${block}\n\nmore\n`;
  const block = (body: string) =>
    `<!-- diagram: written by \`npm run diagram -- --readme\` -->${body}<!-- end of diagram -->`;
  writeFileSync(readme, around(block('\nold\n')));
  const { printed } = await run();
  expect(await run('--readme')).toEqual({ code: 0, printed: 'README.md holds the diagram\n', complained: '' });
  expect(readFileSync(readme, 'utf8')).toBe(around(block(`\n\`\`\`mermaid\n${printed}\`\`\`\n`)));
});

test('fails without markers and leaves the file as it is', async () => {
  writeFileSync(readme, '# Title\n');
  expect(await run('--readme')).toMatchInlineSnapshot(`
{
  code: 1,
  complained: 1 error

error AMB790 at README.md
  found no markers
  expected a line that begins with <!-- diagram and one with <!-- end of diagram
  cure: put them where the diagram belongs
,
  printed: ,
}
`);
  expect(readFileSync(readme, 'utf8')).toBe('# Title\n');
});

test('help prints the usage', async () => {
  expect(await run('--help')).toEqual({ code: 0, printed: USAGE, complained: '' });
});

test('fails with a topology that is not there', async () => {
  const { code, complained } = await run('nowhere');
  expect(code).toBe(2);
  expect(complained).toMatch(/^there is no topology "nowhere", only intranet-internet.*\n\nusage: /);
});

test('fails with two topologies, and with an option that is not there', async () => {
  expect((await run('a', 'b')).complained).toBe(`one topology is drawn at a time, not a, b\n\n${USAGE}`);
  expect(await run('--svg')).toMatchObject({ code: 2, printed: '' });
});
