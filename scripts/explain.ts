import { styleFor } from '../lib/core/style';
import { runExplain } from './explain/command';

process.exitCode = runExplain(process.argv.slice(2), {
  print: text => process.stdout.write(text),
  complain: text => process.stderr.write(text),
  style: styleFor(process.stdout, process.env.NO_COLOR),
});
