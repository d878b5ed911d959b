import { join } from 'node:path';
import { runImport } from './import/command';

void runImport({
  args: process.argv.slice(2),
  root: join(__dirname, '..'),
  crdsDir: process.env.CRDS_DIR,
  print: text => process.stdout.write(text),
  complain: text => process.stderr.write(text),
}).then(code => {
  process.exitCode = code;
});
