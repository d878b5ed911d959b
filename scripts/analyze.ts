import { styleFor } from '../lib/core/style';
import { runAnalyze } from './analyze/command';

process.exitCode = runAnalyze(process.argv.slice(2), {
  print: text => process.stdout.write(text),
  complain: text => process.stderr.write(text),
  style: styleFor(process.stdout, process.env.NO_COLOR),
});
