import { ROOT, succeed } from '../support/commands';

test('npm run bench prints its ratios', () => {
  const output = succeed(ROOT, ['npm', 'run', '--silent', 'bench']);
  process.stdout.write(`\n${output}\n`); // to be read by people: a benchmark on a busy machine is no verdict
  for (const line of [
    'default topology, very first run',
    'default topology, new process',
    'stock ts-node with types, stock App',
    'ours, 1000 stacks of 7 objects',
    'stock, 1000 stacks of 7 objects',
    'ours, 10000 stacks of 7 objects',
    'peak memory of ours',
    'rules over 1000 stacks',
    'rules over 10000 stacks',
    'analyze, the files of 1000 stacks',
  ]) {
    expect(output).toContain(line);
  }
}, 600_000);
