import { join } from 'node:path';
import { runDiagram } from './diagram/command';

void runDiagram({
  args: process.argv.slice(2),
  readme: join(__dirname, '..', 'README.md'),
  print: text => process.stdout.write(text),
  complain: text => process.stderr.write(text),
}).then(code => {
  process.exitCode = code;
});
